package dev.memoir.recall;

import dev.memoir.Recollection.SignalShare;
import dev.memoir.index.Candidate;
import dev.memoir.index.TurnPosition;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ranks candidates: their own match ({@link Fusion}) and that of the turns around them ({@link Neighbours}), scaled so
 * that a score lies between 0 and 1 and depends on the candidate, the question and its conversation alone.
 */
public final class Ranking {

    /**
     * How many of the best turns have their neighbours looked up: beyond them a neighbour can no longer lift a turn into a
     * usual limit.
     */
    private static final int SEEDS = 50;

    /** The most that match and neighbours add up to. */
    private static final double SCALE = 1 + Neighbours.MOST;

    private Ranking() {}

    /**
     * {@return the places whose turns should be scored too before ranking}
     *
     * @param pool what the index found
     */
    public static Set<TurnPosition> wanted(List<Candidate> pool) {
        return Neighbours.missing(pool, SEEDS);
    }

    /**
     * {@return the candidates, best first; equal scores in the order of their ids, the latest first}
     *
     * @param candidates what the index found, none twice
     */
    public static List<Ranked> rank(Collection<Candidate> candidates) {
        Neighbours neighbours = new Neighbours(candidates);
        return candidates.stream()
                .map(candidate -> ranked(candidate, boost(candidate, neighbours)))
                .sorted(Comparator.comparingDouble(Ranked::score)
                        .thenComparing(ranked -> ranked.ref().id())
                        .reversed())
                .toList();
    }

    /**
     * A memory stands alone. So that neither sort outranks the other for want of neighbours, it is scored as a turn would
     * be whose neighbours match half as well as itself.
     */
    private static double boost(Candidate candidate, Neighbours neighbours) {
        @Nullable TurnPosition position = candidate.position();
        return position == null ? Neighbours.MOST / 2 * Fusion.score(candidate) : neighbours.boost(position);
    }

    private static Ranked ranked(Candidate candidate, double boost) {
        double dense = Fusion.DENSE * candidate.dense() / SCALE;
        double keyword = Fusion.KEYWORD * candidate.keyword() / SCALE;
        double around = boost / SCALE;
        return new Ranked(
                candidate.ref(),
                dense + keyword + around,
                List.of(
                        new SignalShare("dense", candidate.dense(), dense),
                        new SignalShare("keyword", candidate.keyword(), keyword),
                        new SignalShare("neighbours", boost / Neighbours.MOST, around)));
    }
}
