package dev.memoir.recall;

import dev.memoir.index.Candidate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names that lead from what matches to what answers: of "Where does Rex's owner work?" one turn tells who owns Rex, and another,
 * which has no word of the question, where she works. A name leads on if one of the best candidates has it, the question does
 * not say it, and few candidates have it: what everybody speaks of leads everywhere.
 */
public final class Bridges {

    /** Candidates that are trusted to tell of what is asked: half of the ten that a search shows. */
    private static final int SEEDS = 5;

    /** Candidates that may have a name for one that has not: in LoCoMo the two speakers name each other in every eighth turn. */
    private static final int RARE = 20;

    /** A few candidates may always have it. */
    private static final int FEW = 3;

    private static final Pattern SPACE = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

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
                if (!said(question, name)) {
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

    private static boolean said(Question question, String name) {
        return SPACE.splitAsStream(name).anyMatch(question.words()::contains);
    }

    private static List<Candidate> seeds(Collection<Candidate> pool) {
        return pool.stream()
                .filter(candidate -> !candidate.relations().entities().isEmpty())
                .sorted(Comparator.comparingDouble(Bridges::match).reversed())
                .limit(SEEDS)
                .toList();
    }

    /** How well a candidate matches by itself, 0 to 1. */
    static double match(Candidate candidate) {
        return (candidate.dense() + candidate.keyword()) / 2;
    }
}
