// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;

/**
 * Where a ranking has the evidence of a question.
 *
 * @param ranks for each piece of evidence its rank, from 1; 0 if the ranking does not contain it
 */
public record EvidenceRanks(List<Integer> ranks) {

    /**
     * Copies the ranks.
     *
     * @throws IllegalArgumentException if there is no evidence
     */
    public EvidenceRanks {
        ranks = List.copyOf(ranks);
        if (ranks.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no evidence, so there are no ranks. Rank answerable questions.");
        }
    }

    /**
     * {@return the ranks of evidence in a ranking}
     *
     * @param evidence the ids of the evidence, at least one
     * @param ranked the ranked ids, best first; the first occurrence of an id counts
     */
    public static EvidenceRanks of(Collection<String> evidence, List<String> ranked) {
        return new EvidenceRanks(
                evidence.stream().map(id -> ranked.indexOf(id) + 1).toList());
    }

    /**
     * {@return the share of the evidence among the first k}
     *
     * @param k the depth, at least 1
     */
    public double recallAt(int k) {
        return (double) found(k) / ranks.size();
    }

    /**
     * {@return whether any of the evidence is among the first k}
     *
     * @param k the depth, at least 1
     */
    public boolean anyAt(int k) {
        return found(k) > 0;
    }

    /**
     * {@return whether all of the evidence is among the first k}
     *
     * @param k the depth, at least 1
     */
    public boolean allAt(int k) {
        return found(k) == ranks.size();
    }

    /** {@return the best rank of the evidence; empty if the ranking has none of it} */
    public OptionalInt best() {
        return ranks.stream()
                .mapToInt(Integer::intValue)
                .filter(rank -> rank > 0)
                .min();
    }

    private long found(int k) {
        return ranks.stream().filter(rank -> rank > 0 && rank <= k).count();
    }
}
