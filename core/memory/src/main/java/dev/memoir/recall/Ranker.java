package dev.memoir.recall;

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
 * Ranks candidates: a weighted mean of signals, each 0 to 1, so that a score lies between 0 and 1 and depends on the
 * candidate, the question and its conversation alone. Signals add to each other, none excludes anything.
 */
public final class Ranker {

    /**
     * How many of the best turns have their neighbours looked up: beyond them a neighbour can no longer lift a turn into a
     * usual limit.
     */
    private static final int SEEDS = 50;

    /** How many of the best memories have their turns looked up, for the same reason. */
    private static final int VOTERS = 50;

    private Ranker() {}

    /**
     * {@return the places of further turns to score before ranking: the neighbours of the best turns, and the sources of
     * the best memories; none of a turn that is in the pool}
     *
     * @param pool the candidates that the index found
     */
    public static Set<TurnPosition> wanted(Collection<Candidate> pool) {
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

    /** Those that match best by themselves, in no order: as numbers, which need no comparison to be called. */
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
     * {@return the candidates, best first; equal scores in the order of their ids, the latest first}
     *
     * @param question what is asked
     * @param candidates what the index found, none twice
     * @param weights how much each signal counts
     * @param explain whether each signal's share is told
     */
    public static List<ScoredCandidate> rank(
            ParsedQuery question, Collection<Candidate> candidates, SignalWeights weights, boolean explain) {
        RankingContext scene = new RankingContext(question, candidates);
        List<Signal> signals = signals(scene);
        double all = signals.stream()
                .mapToDouble(signal -> weights.of(signal.name()))
                .sum();
        double[] shares = signals.stream()
                .mapToDouble(signal -> all == 0 ? 0 : weights.of(signal.name()) / all)
                .toArray();
        return scene.seats().stream()
                .map(seat -> ranked(seat, signals, shares, explain))
                .sorted(Comparator.comparingDouble(ScoredCandidate::score)
                        .thenComparing(ranked -> ranked.ref().id())
                        .reversed())
                .toList();
    }

    private static List<Signal> signals(RankingContext scene) {
        return List.of(
                new SemanticSignal(),
                new KeywordSignal(),
                new NeighbourSignal(),
                new AnswerSignal(),
                new NearbyKeywordSignal(),
                new ConversationSignal(scene),
                new SubjectSignal(scene),
                new StatementSignal(),
                new RoleSignal(scene),
                new OpeningTurnSignal(),
                new TimeSignal(scene),
                new RecencySignal(scene),
                new FactVoteSignal(scene));
    }

    private static ScoredCandidate ranked(
            CandidateContext seat, List<Signal> signals, double[] weights, boolean explain) {
        double score = 0;
        List<ScoreComponent> shares = explain ? new ArrayList<>() : List.of();
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                double value = signals.get(i).of(seat);
                score += value * weights[i];
                if (explain) {
                    shares.add(new ScoreComponent(signals.get(i).name(), value, value * weights[i]));
                }
            }
        }
        return new ScoredCandidate(seat.candidate(), Math.min(1, score), shares);
    }
}
