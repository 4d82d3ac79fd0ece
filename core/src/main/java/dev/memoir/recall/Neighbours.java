package dev.memoir.recall;

import dev.memoir.index.Candidate;
import dev.memoir.index.TurnPosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is said next to it: the reply shows what a turn was understood as, and two turns before the same speaker was already
 * at the matter. (The turn before counts if it asks, see {@link Answer}; by itself it adds nothing.)
 */
final class Neighbours implements Signal {

    static final String NAME = "neighbours";

    /** How far a turn's neighbours are looked at, by any signal. */
    static final int REACH = 2;

    /** The part of the reply; the rest is the speaker's own turn before. Fitted one by one they weigh 0.8 and 2.3. */
    private static final double REPLY = 0.25;

    private final Scene scene;

    Neighbours(Scene scene) {
        this.scene = scene;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(Candidate candidate) {
        TurnPosition place = scene.place(candidate);
        if (place == null) {
            // What stands alone shall not lose by it: as if its neighbours matched half as well as itself.
            return candidate.dense() / 2;
        }
        return REPLY * dense(scene.beside(place, 1)) + (1 - REPLY) * dense(scene.beside(place, -2));
    }

    private static double dense(@Nullable Candidate turn) {
        return turn == null ? 0 : turn.dense();
    }

    /** The places around turns that are not among the candidates. */
    static Set<TurnPosition> missing(Collection<Candidate> pool, int seeds) {
        List<TurnPosition> best = pool.stream()
                .filter(candidate -> candidate.position() != null)
                .sorted(Comparator.comparingDouble((Candidate candidate) -> candidate.dense() + candidate.keyword())
                        .reversed())
                .limit(seeds)
                .map(Candidate::position)
                .toList();
        Set<TurnPosition> around = new LinkedHashSet<>();
        best.forEach(position -> around.addAll(around(position)));
        pool.forEach(candidate -> around.remove(candidate.position()));
        return around;
    }

    private static List<TurnPosition> around(TurnPosition position) {
        List<TurnPosition> around = new ArrayList<>();
        for (int offset = -REACH; offset <= REACH; offset++) {
            if (offset != 0 && position.sequence() + offset >= 0) {
                around.add(new TurnPosition(position.conversationId(), position.sequence() + offset));
            }
        }
        return around;
    }
}
