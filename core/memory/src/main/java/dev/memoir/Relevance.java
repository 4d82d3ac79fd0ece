// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.util.Locale;

/**
 * The estimated probability that a memory holds anything that a search asks for, with its reasons. A search that
 * matches nothing still has hits, the nearest items there are; the relevance distinguishes them from an answer.
 *
 * @param probability 0 to 1: the share of questions with this estimate that had something to be found, in the data that
 *     the estimate was fitted on: as many questions that a memory answers as questions about other conversations
 * @param score the best hit's score, 0 to 1
 * @param similarity the highest similarity between a candidate and the query, 0 to 1
 * @param coverage the highest share of the query's words that one candidate contains, weighted by how rare they are, 0
 *     to 1; 0 if the index does not report it
 */
public record Relevance(double probability, double score, double similarity, double coverage) {

    /** The relevance of a search that found nothing. */
    public static final Relevance NONE = new Relevance(0, 0, 0, 0);

    /**
     * The relevance is not estimated, and no hit is left out because of it: for a search of the past, a message of more
     * than 400 characters or one that has no embedding, and in a memory of fewer than 5 items.
     */
    public static final Relevance UNKNOWN = new Relevance(1, 0, 0, 0);

    /**
     * The rise of the log odds over which the share grows from 0 to 1: from a minimum of 0.06 to a probability of 0.32.
     * Of 2, 3 and 4, this value left out most of the contexts of foreign questions for the same loss of evidence.
     */
    private static final double RISE = 2;

    /**
     * A hit that covers this share of the query's words is always shown: one line costs little, and a small memory has
     * few.
     */
    private static final double SOME_WORDS = 0.2;

    /** One of ten hits, or a tenth of the token budget. */
    private static final double LEAST_SHARE = 0.1;

    /**
     * Checks the ranges.
     *
     * @throws InvalidInputException if a value is not between 0 and 1
     */
    public Relevance {
        if (!(within(probability) && within(score) && within(similarity) && within(coverage))) {
            throw new InvalidInputException("A relevance has values between 0 and 1, not " + probability + ", " + score
                    + ", " + similarity + ", " + coverage + ".");
        }
    }

    private static boolean within(double value) {
        return value >= 0 && value <= 1;
    }

    /**
     * {@return the share of a context that a query deserves, 0 to 1} It is 0 at or below the minimum, or a tenth if
     * words of the query occur in a hit; it is 1 from about seven times the odds of the minimum.
     *
     * @param minimum the minimum probability, 0 to below 1; 0 for the full context always
     */
    public double share(double minimum) {
        if (minimum <= 0 || probability >= 1) {
            return 1;
        }
        double least = coverage >= SOME_WORDS ? LEAST_SHARE : 0;
        return Math.max(least, Math.min(1, (logit(probability) - logit(minimum)) / RISE));
    }

    /**
     * {@return the number of best hits that the relevance admits}
     *
     * @param hits the number of hits, at least 0
     * @param minimum the minimum probability, as for {@link #share}
     */
    public int maxHits(int hits, double minimum) {
        return (int) Math.ceil(hits * share(minimum));
    }

    private static double logit(double probability) {
        return Math.log(probability / (1 - probability));
    }

    /** {@return the reasons in a sentence} */
    public String reasons() {
        return String.format(
                Locale.ROOT,
                "The best hit scores %.2f, the best similarity is %.2f, and the best coverage of the query's words"
                        + " is %.0f %%.",
                score,
                similarity,
                100 * coverage);
    }
}
