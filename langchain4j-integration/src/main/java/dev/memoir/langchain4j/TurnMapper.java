// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.memoir.Role;
import dev.memoir.llm.AnswerText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Extracts the words of the user and the assistant from LangChain4j's messages. */
final class TurnMapper {

    /**
     * A message of the user or the assistant.
     *
     * @param role the role of the speaker
     * @param text the text, not blank
     */
    record Utterance(Role role, String text) {}

    private TurnMapper() {}

    /**
     * Returns the text that an assistant's message shows to the user, without reasoning; empty for a mere tool call.
     */
    static Optional<String> utterance(AiMessage message) {
        return Optional.ofNullable(message.text())
                .filter(text -> !message.hasToolExecutionRequests())
                .flatMap(AnswerText::of);
    }

    /** Returns the words of a message; empty if it is neither the user's nor the assistant's. */
    static Optional<Utterance> utterance(ChatMessage message) {
        if (message instanceof UserMessage user) {
            return Optional.of(UserMessageText.of(user))
                    .filter(words -> !words.isBlank())
                    .map(words -> new Utterance(Role.USER, words));
        }
        return message instanceof AiMessage assistant
                ? utterance(assistant).map(words -> new Utterance(Role.ASSISTANT, words))
                : Optional.empty();
    }

    /** Returns the texts that a prompt already contains: the question, and the previous messages of the window. */
    static List<String> shown(String question, @Nullable List<ChatMessage> window) {
        List<String> words = new ArrayList<>();
        words.add(question);
        for (ChatMessage message : window == null ? List.<ChatMessage>of() : window) {
            utterance(message).map(Utterance::text).ifPresent(words::add);
        }
        return words;
    }
}
