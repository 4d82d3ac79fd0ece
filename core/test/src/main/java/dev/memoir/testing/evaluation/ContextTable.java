// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Mean evidence within token budgets of a context. Not thread-safe. */
public final class ContextTable {

    /** The token budgets at which contexts are measured. */
    public static final List<Integer> BUDGETS = List.of(300, 500, 1000, 2000);

    private final TreeMap<Integer, List<ContextEvidence>> rows = new TreeMap<>();

    /** Creates an empty table. */
    public ContextTable() {}

    /**
     * Adds a context.
     *
     * @param budget its token budget
     * @param evidence what it states
     */
    public void add(int budget, ContextEvidence evidence) {
        rows.computeIfAbsent(budget, row -> new ArrayList<>()).add(evidence);
    }

    /** {@return the token budgets with contexts, ascending; empty if there is none} */
    public Set<Integer> budgets() {
        return Collections.unmodifiableSet(rows.keySet());
    }

    /**
     * {@return the mean share of the evidence within a budget}
     *
     * @param budget the token budget
     */
    public double evidence(int budget) {
        return mean(budget, ContextEvidence::share);
    }

    /**
     * {@return the mean share of lines that repeat another line}
     *
     * @param budget the token budget
     */
    public double repeated(int budget) {
        return mean(budget, ContextEvidence::repeated);
    }

    /**
     * {@return the mean number of tokens of a context}
     *
     * @param budget the token budget
     */
    public double tokens(int budget) {
        return mean(budget, ContextEvidence::tokens);
    }

    private double mean(int budget, ToDoubleFunction<ContextEvidence> figure) {
        return Objects.requireNonNull(rows.get(budget), () -> "there is no context of " + budget + " tokens").stream()
                .mapToDouble(figure)
                .average()
                .orElseThrow();
    }
}
