package dev.memoir.recall;

import dev.memoir.index.Candidate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names that lead from what matches to what answers: of "Where does Rex's owner work?" one turn tells who owns Rex, and another,
 * which has no word of the question, where she works. A name leads on if one of the best candidates has it, the question does
 * not say it, and few candidates have it: what everybody speaks of leads everywhere.
 */
public final class Bridges {

    /** Candidates that are trusted to tell of what is asked: half of the ten that a search shows. */
    private static final int SEEDS = 5;

    /** A name that more than one candidate of so many has is no rare one. Not measured: LoCoMo's turns have no other names. */
    private static final int RARE = 20;

    /** A few candidates may always have it. */
    private static final int FEW = 3;

    private Bridges() {}

    /**
     * {@return the keys of the names that lead on; mostly none}
     *
     * @param question what is asked
     * @param pool what the index found
     */
    public static Set<String> of(Question question, Collection<Candidate> pool) {
        Set<String> names = new HashSet<>();
        for (Candidate seed : seeds(pool)) {
            for (String name : seed.relations().entities()) {
                if (!question.says(name)) {
                    names.add(name);
                }
            }
        }
        if (names.isEmpty()) {
            return names;
        }
        Map<String, Integer> having = new HashMap<>();
        for (Candidate candidate : pool) {
            for (String name : candidate.relations().entities()) {
                if (names.contains(name)) {
                    having.merge(name, 1, Integer::sum);
                }
            }
        }
        names.removeIf(name -> having.getOrDefault(name, 0) > Math.max(FEW, pool.size() / RARE));
        return names;
    }

    private static List<Candidate> seeds(Collection<Candidate> pool) {
        List<Candidate> naming = new ArrayList<>(pool.size());
        for (Candidate candidate : pool) {
            if (!candidate.relations().entities().isEmpty()) {
                naming.add(candidate);
            }
        }
        return Ranking.matching(naming, SEEDS);
    }

    /** How well a candidate matches by itself, 0 to 1. */
    static double match(Candidate candidate) {
        return (candidate.dense() + candidate.keyword()) / 2;
    }
}
