package dev.memoir.recall;

import dev.memoir.index.Manner;

/** It says something, rather than only ask. */
final class Statement implements Signal {

    static final String NAME = "statement";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(Seat seat) {
        Manner manner = seat.candidate().manner();
        return manner.equals(Manner.UNKNOWN) || manner.onlyAsks() ? 0 : 1;
    }
}
