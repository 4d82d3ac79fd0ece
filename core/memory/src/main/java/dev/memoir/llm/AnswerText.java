// SPDX-License-Identifier: Apache-2.0
package dev.memoir.llm;

import java.util.Optional;

/** Extracts the text to remember from a model's answer: without reasoning, and nothing of an offline reply. */
public final class AnswerText {

    private AnswerText() {}

    /**
     * {@return the text to remember, or empty if there is none}
     *
     * @param answer the complete answer of a model
     */
    public static Optional<String> of(String answer) {
        return Optional.of(ReasoningFilter.answer(answer))
                .filter(words -> !words.isBlank() && !QuotingReply.isReply(words));
    }
}
