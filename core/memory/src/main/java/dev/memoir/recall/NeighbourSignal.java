package dev.memoir.recall;

import dev.memoir.index.TurnPosition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said next to it: the reply shows what a turn was understood as, and two turns before the same speaker was already
 * at the matter. (The turn before counts if it asks, see {@link AnswerSignal}; by itself it adds nothing.)
 */
final class NeighbourSignal implements Signal {

    static final String NAME = "neighbours";

    /** How far a turn's neighbours are looked at, by any signal. */
    static final int REACH = 2;

    /** The part of the reply; the rest is the speaker's own turn before. Fitted one by one on both data sets: 0.8 and 0.5. */
    private static final double REPLY = 0.6;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(CandidateContext seat) {
        CandidateContext place = seat.place();
        if (place == null) {
            // What stands alone shall not lose by it: as if its neighbours matched half as well as itself.
            return seat.dense() / 2;
        }
        double around = REPLY * dense(place.beside(1)) + (1 - REPLY) * dense(place.beside(-2));
        return place.inContext(around, seat.dense());
    }

    private static double dense(@Nullable CandidateContext turn) {
        return turn == null ? 0 : turn.dense();
    }

    /** The places around a turn, as far as neighbours are looked at. */
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
