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

/** What the user and the assistant said in LangChain4j's messages. */
final class TurnMapper {

    /**
     * Something said.
     *
     * @param role who said it
     * @param words not blank
     */
    record Said(Role role, String words) {}

    private TurnMapper() {}

    /** What an assistant's message tells the user, without reasoning: empty for a mere call of tools. */
    static Optional<String> said(AiMessage message) {
        return Optional.ofNullable(message.text())
                .filter(text -> !message.hasToolExecutionRequests())
                .flatMap(AnswerText::of);
    }

    /** What any message says; empty if it is nobody's words. */
    static Optional<Said> said(ChatMessage message) {
        if (message instanceof UserMessage user) {
            return Optional.of(UserMessageText.of(user))
                    .filter(words -> !words.isBlank())
                    .map(words -> new Said(Role.USER, words));
        }
        return message instanceof AiMessage assistant
                ? said(assistant).map(words -> new Said(Role.ASSISTANT, words))
                : Optional.empty();
    }

    /** The texts that a prompt shows anyway: the question, and what was said in the window before it. */
    static List<String> shown(String question, @Nullable List<ChatMessage> window) {
        List<String> words = new ArrayList<>();
        words.add(question);
        for (ChatMessage message : window == null ? List.<ChatMessage>of() : window) {
            said(message).map(Said::words).ifPresent(words::add);
        }
        return words;
    }
}
