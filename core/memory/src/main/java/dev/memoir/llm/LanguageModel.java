package dev.memoir.llm;

import dev.memoir.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A language model, as far as memory needs one. Implementations are thread-safe. */
@FunctionalInterface
public interface LanguageModel {

    /**
     * Completes a conversation.
     *
     * @param messages in order, at least one
     * @param jsonSchema the JSON schema that the reply should follow, or null for free text; a model that knows no
     *     schemas ignores it
     * @return the reply's text
     * @throws PromptRejectedException if the model rejects the messages and would reject them again: memory then leaves out
     *     what is rejected
     * @throws ModelUnavailableException if the model cannot answer now: memory asks again later; any other exception is taken
     *     for the same
     */
    String complete(List<Message> messages, @Nullable String jsonSchema);

    /**
     * {@return what tells this model from others, such as {@code gpt-5-mini}; empty if that is not known} Facts that another
     * model drew can be drawn again by it.
     */
    default String id() {
        return "";
    }

    /**
     * One message.
     *
     * @param role who speaks
     * @param text the words
     */
    record Message(Role role, String text) {}
}
