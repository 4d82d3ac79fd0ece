package dev.memoir.llm;

import java.util.Optional;

/** What is remembered of a model's answer: its words without its reasoning, and nothing of an offline reply. */
public final class AnswerText {

    private AnswerText() {}

    /**
     * {@return the words to remember; empty if there are none}
     *
     * @param answer a model's whole answer
     */
    public static Optional<String> of(String answer) {
        return Optional.of(ReasoningFilter.answer(answer))
                .filter(words -> !words.isBlank() && !QuotingReply.isReply(words));
    }
}
