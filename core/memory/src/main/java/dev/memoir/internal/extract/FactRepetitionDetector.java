// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import java.util.Collection;

/**
 * Detects whether an answer repeats a fact, by the words that both share in any grammatical form. Function words and
 * words for the user do not count; in Chinese and Japanese, characters are compared. Stateless.
 *
 * <p>It errs on the side of "no": an answer in entirely different words, or in another language, is not a repetition.
 */
public final class FactRepetitionDetector {

    /** An answer that refers to a fact of two or three words contains at least one of them. */
    private static final double OF_ANSWERS = 0.5;

    /** Elsewhere a name alone is not a repetition: "the weather in Berlin" does not state that someone lives there. */
    private static final double ELSEWHERE = 0.75;

    private static final int LEAST_ELSEWHERE = 2;

    private FactRepetitionDetector() {}

    /**
     * {@return whether the answer to a turn repeats a fact that the turn states: it contains half of the fact's words}
     *
     * @param answer the assistant's words
     * @param facts the fact, in the wording of the memory and of its quote
     */
    public static boolean inAnswer(String answer, Collection<String> facts) {
        MorphologicalWords words = MorphologicalWords.of(answer);
        return facts.stream()
                .map(ContentWords::of)
                .anyMatch(fact -> !fact.isEmpty() && fact.in(words) >= OF_ANSWERS * fact.size());
    }

    /**
     * {@return whether any other answer repeats a fact} Together with the question before it, it must contain three
     * quarters of the fact's words, including verbs, and at least two; the answer itself must contain at least one of
     * them.
     *
     * @param question the user's words before the answer, or empty
     * @param answer the assistant's words
     * @param facts the fact, in the wording of the memory and of its quote
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
