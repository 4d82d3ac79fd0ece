package dev.memoir;

import java.util.Locale;

/**
 * How likely it is that a memory holds anything that a search asks for, and what says so. A search that fits nothing still has
 * hits, the nearest of what there is; the relevance tells them from an answer.
 *
 * @param probability 0 to 1: of questions with this estimate, as many as this had something to be found when the estimate was
 *     fitted, on as many questions that a memory answers as questions of other conversations
 * @param score the best hit's score, 0 to 1
 * @param similarity the best similarity of a candidate and the question, 0 to 1
 * @param coverage the most that a candidate says of the question's words, weighted by how rare they are, 0 to 1; 0 where the
 *     index does not tell
 */
public record Relevance(double probability, double score, double similarity, double coverage) {

    /** Nothing was found. */
    public static final Relevance NONE = new Relevance(0, 0, 0, 0);

    /**
     * The relevance is not estimated, and nothing is left out for it: of a search of the past, of a message of more than 400
     * characters, of one that has no embedding, and in a memory of fewer than 5 items.
     */
    public static final Relevance UNKNOWN = new Relevance(1, 0, 0, 0);

    /**
     * The natural logarithm of the odds over which a share rises from 0 to 1: from a minimum of 0.06 to a probability of 0.32.
     * Of 2, 3 and 4, this left out most of the contexts of foreign questions for the same loss of evidence.
     */
    private static final double RISE = 2;

    /** A hit that says as much of the question's words is shown all the same: one line costs little, and a small memory has few. */
    private static final double SOME_WORDS = 0.2;

    /** One of ten hits, or as much of the token budget. */
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
     * {@return how much of a context a question deserves, 0 to 1} Nothing at or below the minimum, or a tenth if words of the
     * question are said; all from where the odds are some seven times those of the minimum.
     *
     * @param minimum the least probability, 0 to below 1; 0 for all of it always
     */
    public double share(double minimum) {
        if (minimum <= 0 || probability >= 1) {
            return 1;
        }
        double least = coverage >= SOME_WORDS ? LEAST_SHARE : 0;
        return Math.max(least, Math.min(1, (logit(probability) - logit(minimum)) / RISE));
    }

    /**
     * {@return how many of the best hits the relevance leaves}
     *
     * @param hits the number of hits, at least 0
     * @param minimum as for {@link #share}
     */
    public int admitted(int hits, double minimum) {
        return (int) Math.ceil(hits * share(minimum));
    }

    private static double logit(double probability) {
        return Math.log(probability / (1 - probability));
    }

    /** {@return the reasons in a sentence} */
    public String reasons() {
        return String.format(
                Locale.ROOT,
                "The best hit scores %.2f; the best similarity is %.2f, and the most said of the question's words %.0f %%.",
                score,
                similarity,
                100 * coverage);
    }
}
