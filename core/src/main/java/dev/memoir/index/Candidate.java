package dev.memoir.index;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a query may mean. Its scores depend on the query, the document and the statistics of its scope (or of
 * the whole index), not on what else matched.
 *
 * @param ref which
 * @param dense the cosine of its vector and the query's, -1 to 1; 0 if either is missing
 * @param keyword how well its words match, 0 to 1, on a scale that is the same for every query: 1 is as good as certain
 * @param words which words of the question it has
 * @param position a turn's place, null for a memory
 * @param at the time it tells of
 * @param manner how it is said
 * @param relations whose it is, what it names, where it comes from
 */
public record Candidate(
        ItemRef ref,
        double dense,
        double keyword,
        TermMatches words,
        @Nullable TurnPosition position,
        Instant at,
        TextFeatures manner,
        ItemLinks relations) {

    /**
     * {@return this, with another likeness in meaning}
     *
     * @param dense the likeness
     */
    public Candidate withDense(double dense) {
        return dense == this.dense ? this : new Candidate(ref, dense, keyword, words, position, at, manner, relations);
    }
}
