package dev.memoir.spring;

import org.springframework.ai.chat.messages.AssistantMessage;

/** The parts of an answer that are the model's thinking, not what it says. */
final class ReasoningContent {

    /** What providers mark them with. */
    private static final String IS_THOUGHT = "isThought";

    private ReasoningContent() {}

    static boolean are(AssistantMessage message) {
        return Boolean.TRUE.equals(message.getMetadata().get(IS_THOUGHT));
    }
}
