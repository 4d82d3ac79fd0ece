// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.ranking;

import dev.memoir.ScoreComponent;
import dev.memoir.index.Candidate;
import dev.memoir.index.TurnPosition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Ranks candidates by a weighted mean of signals. Each signal is between 0 and 1, so that a score is too, and depends
 * only on the candidate, the query and its conversation. Signals add up; none excludes a candidate.
 */
public final class Ranker {

    /**
     * The number of best turns the neighbours of which are fetched: beyond it a neighbour can no longer lift a turn
     * into a usual limit.
     */
    private static final int SEEDS = 50;

    /** The number of best memories the source turns of which are fetched, for the same reason. */
    private static final int VOTERS = 50;

    private Ranker() {}

    /**
     * {@return the positions of further turns to score before ranking: neighbours of the best turns and sources of the
     * best memories, without turns already in the pool}
     *
     * @param pool the candidates that the index returned
     */
    public static Set<TurnPosition> positionsToFetch(Collection<Candidate> pool) {
        List<Candidate> turns = new ArrayList<>(pool.size());
        List<Candidate> facts = new ArrayList<>();
        for (Candidate candidate : pool) {
            if (candidate.position() != null) {
                turns.add(candidate);
            } else if (!candidate.links().sources().isEmpty()) {
                facts.add(candidate);
            }
        }
        Set<TurnPosition> wanted = new HashSet<>();
        for (Candidate seed : matching(turns, SEEDS)) {
            wanted.addAll(NeighbourSignal.around(Objects.requireNonNull(seed.position(), "a turn's")));
        }
        for (Candidate fact : matching(facts, VOTERS)) {
            wanted.addAll(fact.links().sources());
        }
        for (Candidate turn : turns) {
            wanted.remove(turn.position());
        }
        return wanted;
    }

    /**
     * Returns the candidates that match best by themselves, in no order. Packs score and index into longs, which sort
     * without calling a comparator.
     */
    static List<Candidate> matching(List<Candidate> all, int most) {
        if (all.size() <= most) {
            return all;
        }
        long[] ascending = new long[most];
        Arrays.fill(ascending, -1);
        for (int i = 0; i < all.size(); i++) {
            float score = (float) (all.get(i).dense() + all.get(i).keyword());
            long entry = (long) Float.floatToIntBits(score) << Integer.SIZE | i;
            if (entry > ascending[0]) {
                int worse = -Arrays.binarySearch(ascending, entry) - 2;
                System.arraycopy(ascending, 1, ascending, 0, worse);
                ascending[worse] = entry;
            }
        }
        return Arrays.stream(ascending).mapToObj(entry -> all.get((int) entry)).toList();
    }

    /**
     * {@return the candidates, best first; ties are ordered by id, the latest first}
     *
     * @param question the parsed query
     * @param candidates the candidates that the index returned, without duplicates
     * @param weights the weight of each signal
     * @param explain whether to report the contribution of each signal
     */
    public static List<ScoredCandidate> rank(
            ParsedQuery question, Collection<Candidate> candidates, SignalWeights weights, boolean explain) {
        RankingContext ranking = new RankingContext(question, candidates);
        List<Signal> signals = signals(ranking);
        double all = signals.stream()
                .mapToDouble(signal -> weights.of(signal.name()))
                .sum();
        double[] shares = signals.stream()
                .mapToDouble(signal -> all == 0 ? 0 : weights.of(signal.name()) / all)
                .toArray();
        return ranking.contexts().stream()
                .map(context -> ranked(context, signals, shares, explain))
                .sorted(Comparator.comparingDouble(ScoredCandidate::score)
                        .thenComparing(ranked -> ranked.ref().id())
                        .reversed())
                .toList();
    }

    private static List<Signal> signals(RankingContext ranking) {
        return List.of(
                new SemanticSignal(),
                new KeywordSignal(),
                new NeighbourSignal(),
                new AnswerSignal(),
                new NearbyKeywordSignal(),
                new ConversationSignal(ranking),
                new SubjectSignal(ranking),
                new StatementSignal(),
                new RoleSignal(ranking),
                new OpeningTurnSignal(),
                new TimeSignal(ranking),
                new RecencySignal(ranking),
                new FactVoteSignal(ranking));
    }

    private static ScoredCandidate ranked(
            CandidateContext context, List<Signal> signals, double[] weights, boolean explain) {
        double score = 0;
        List<ScoreComponent> shares = explain ? new ArrayList<>() : List.of();
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                double value = signals.get(i).of(context);
                score += value * weights[i];
                if (explain) {
                    shares.add(new ScoreComponent(signals.get(i).name(), value, value * weights[i]));
                }
            }
        }
        return new ScoredCandidate(context.candidate(), Math.min(1, score), shares);
    }
}
