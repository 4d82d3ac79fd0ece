// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.ranking;

import dev.memoir.index.TurnPosition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rates the semantic match of adjacent turns. The reply shows how a turn was understood, and two turns earlier the same
 * speaker was already on the topic. (The previous turn counts if it asks, see {@link AnswerSignal}; otherwise it adds
 * nothing.)
 */
final class NeighbourSignal implements Signal {

    static final String NAME = "neighbours";

    /** The distance up to which any signal considers neighbours. */
    static final int REACH = 2;

    /**
     * The share of the reply; the remainder goes to the speaker's own previous turn. Fitted separately, the two data
     * sets give 0.8 and 0.5.
     */
    private static final double REPLY = 0.6;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(CandidateContext context) {
        CandidateContext anchor = context.anchor();
        if (anchor == null) {
            // A turn without neighbours is not penalised: they count as if they matched half as well.
            return context.dense() / 2;
        }
        double nearby = REPLY * dense(anchor.neighbour(1)) + (1 - REPLY) * dense(anchor.neighbour(-2));
        return anchor.inContext(nearby, context.dense());
    }

    private static double dense(@Nullable CandidateContext turn) {
        return turn == null ? 0 : turn.dense();
    }

    /** Returns the positions of the neighbours of a turn within {@link #REACH}. */
    static List<TurnPosition> around(TurnPosition position) {
        List<TurnPosition> around = new ArrayList<>(2 * REACH);
        for (int offset = -REACH; offset <= REACH; offset++) {
            if (offset != 0 && position.sequence() + offset >= 0) {
                around.add(new TurnPosition(position.conversationId(), position.sequence() + offset));
            }
        }
        return around;
    }
}
