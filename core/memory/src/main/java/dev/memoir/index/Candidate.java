// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A candidate hit of an index, with its raw scores. The scores depend on the query, the document and the statistics of
 * its scope (or of the whole index), not on the other hits.
 *
 * @param ref the turn or memory
 * @param dense the cosine of its vector and the query's, -1 to 1; 0 if either is missing
 * @param keyword how well its words match, 0 to 1, on the same scale for every query: 1 is as good as certain
 * @param words the words of the question that it contains
 * @param position the position of a turn, null for a memory
 * @param at the time that it refers to
 * @param features its text features
 * @param links its subject, the names in it and its sources
 */
public record Candidate(
        ItemRef ref,
        double dense,
        double keyword,
        TermMatches words,
        @Nullable TurnPosition position,
        Instant at,
        TextFeatures features,
        ItemLinks links) {

    /**
     * {@return a copy with another cosine}
     *
     * @param dense the cosine
     */
    public Candidate withDense(double dense) {
        return dense == this.dense ? this : new Candidate(ref, dense, keyword, words, position, at, features, links);
    }
}
