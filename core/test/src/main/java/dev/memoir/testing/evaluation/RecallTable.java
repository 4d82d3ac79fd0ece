// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Mean recall of the evidence among the first k, for all questions and by category. Not thread-safe. */
public final class RecallTable {

    /** The row of all questions. */
    public static final String OVERALL = "overall";

    /** The depth of the rankings that recall is measured on. */
    public static final int DEPTH = 50;

    private final TreeMap<String, List<EvidenceRanks>> rows = new TreeMap<>();

    /** Creates an empty table. */
    public RecallTable() {}

    /**
     * Adds a question.
     *
     * @param category the category of the question
     * @param ranks where the ranking has its evidence
     */
    public void add(String category, EvidenceRanks ranks) {
        rows.computeIfAbsent(OVERALL, row -> new ArrayList<>()).add(ranks);
        if (!category.equals(OVERALL)) {
            rows.computeIfAbsent(category, row -> new ArrayList<>()).add(ranks);
        }
    }

    /** {@return the categories, including {@link #OVERALL}; empty without questions} */
    public Set<String> categories() {
        return Collections.unmodifiableSet(rows.keySet());
    }

    /** {@return the categories in the order of a report: {@link #OVERALL} last} */
    public List<String> inOrder() {
        return Stream.concat(
                        rows.keySet().stream().filter(category -> !category.equals(OVERALL)),
                        rows.keySet().stream().filter(OVERALL::equals))
                .toList();
    }

    /** {@return the number of all questions} */
    public int questions() {
        return questions(OVERALL);
    }

    /**
     * {@return the number of questions of a category}
     *
     * @param category the category
     */
    public int questions(String category) {
        return row(category).size();
    }

    /**
     * {@return the mean share of the evidence among the first k}
     *
     * @param category the category
     * @param k the depth, at most {@value #DEPTH}
     */
    public double recall(String category, int k) {
        return mean(category, ranks -> ranks.recallAt(k));
    }

    /**
     * {@return the share of questions with any of their evidence among the first k}
     *
     * @param category the category
     * @param k the depth, at most {@value #DEPTH}
     */
    public double any(String category, int k) {
        return mean(category, ranks -> ranks.anyAt(k) ? 1 : 0);
    }

    /**
     * {@return the share of questions with all of their evidence among the first k}
     *
     * @param category the category
     * @param k the depth, at most {@value #DEPTH}
     */
    public double all(String category, int k) {
        return mean(category, ranks -> ranks.allAt(k) ? 1 : 0);
    }

    private double mean(String category, ToDoubleFunction<EvidenceRanks> figure) {
        return row(category).stream().mapToDouble(figure).average().orElseThrow();
    }

    private List<EvidenceRanks> row(String category) {
        return Objects.requireNonNull(rows.get(category), () -> "there is no question of category " + category);
    }
}
