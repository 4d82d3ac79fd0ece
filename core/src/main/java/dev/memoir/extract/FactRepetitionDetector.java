package dev.memoir.extract;

import java.util.Collection;

/**
 * Tells whether an answer repeats a fact, by the words that both have in any of their grammatical forms. Words that say nothing
 * by themselves do not count, nor do those for the user; of Chinese and Japanese, characters are compared. Stateless.
 *
 * <p>It errs on the side of no: an answer in wholly other words, or in another language, repeats nothing.
 */
public final class FactRepetitionDetector {

    /** An answer that refers to a fact of two or three words names one of them at the least. */
    private static final double OF_ANSWERS = 0.5;

    /** Elsewhere a name alone is no repetition: "the weather in Berlin" does not say that somebody lives there. */
    private static final double ELSEWHERE = 0.75;

    private static final int LEAST_ELSEWHERE = 2;

    private FactRepetitionDetector() {}

    /**
     * {@return whether the answer to a turn repeats a fact that the turn states: it has half of its words}
     *
     * @param answer the assistant's words
     * @param facts the fact, as it is known and as it was said
     */
    public static boolean inAnswer(String answer, Collection<String> facts) {
        MorphologicalWords words = MorphologicalWords.of(answer);
        return facts.stream()
                .map(ContentWords::of)
                .anyMatch(fact -> !fact.isEmpty() && fact.in(words) >= OF_ANSWERS * fact.size());
    }

    /**
     * {@return whether any other answer repeats a fact: with the question before it, it has three quarters of the fact's words,
     * verbs included, and at least two; one of them is the answer's own}
     *
     * @param question the user's words before it, or empty
     * @param answer the assistant's words
     * @param facts the fact, as it is known and as it was said
     */
    public static boolean elsewhere(String question, String answer, Collection<String> facts) {
        MorphologicalWords both = MorphologicalWords.of(question, answer);
        MorphologicalWords own = MorphologicalWords.of(answer);
        return facts.stream().anyMatch(fact -> {
            ContentWords whole = ContentWords.withVerbs(fact);
            long shared = whole.in(both);
            return shared >= LEAST_ELSEWHERE
                    && shared >= ELSEWHERE * whole.size()
                    && ContentWords.of(fact).in(own) > 0;
        });
    }
}
