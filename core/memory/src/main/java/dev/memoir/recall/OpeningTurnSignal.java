package dev.memoir.recall;

import dev.memoir.index.TurnPosition;

/** It opens its conversation: people begin with their news. */
final class OpeningTurnSignal implements Signal {

    static final String NAME = "opening";

    /** The first words of each of two. */
    private static final int FIRST = 2;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(CandidateContext seat) {
        TurnPosition position =
                seat.place() == null ? null : seat.place().candidate().position();
        return position != null && position.sequence() < FIRST ? 1 : 0;
    }
}
