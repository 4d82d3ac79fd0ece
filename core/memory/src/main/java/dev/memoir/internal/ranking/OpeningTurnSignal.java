// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.ranking;

import dev.memoir.index.TurnPosition;

/** Rewards the opening turns of a conversation: people begin with their news. */
final class OpeningTurnSignal implements Signal {

    static final String NAME = "opening";

    /** One opening turn of each of two speakers. */
    private static final int OPENING_TURNS = 2;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(CandidateContext context) {
        TurnPosition position =
                context.anchor() == null ? null : context.anchor().candidate().position();
        return position != null && position.sequence() < OPENING_TURNS ? 1 : 0;
    }
}
