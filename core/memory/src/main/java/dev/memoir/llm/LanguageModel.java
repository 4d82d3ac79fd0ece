// SPDX-License-Identifier: Apache-2.0
package dev.memoir.llm;

import dev.memoir.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A language model, reduced to what a memory needs. Implementations are thread-safe. */
@FunctionalInterface
public interface LanguageModel {

    /**
     * Completes a conversation.
     *
     * @param messages the messages, in order, at least one
     * @param jsonSchema the JSON schema that the reply should follow, or null for free text; a model without support
     *     for schemas ignores it
     * @return the text of the reply
     * @throws PromptRejectedException if the model rejects the messages and would reject them again; the memory then
     *     leaves out what is rejected
     * @throws ModelUnavailableException if the model cannot answer now; the memory retries later, as after any other
     *     exception
     */
    String complete(List<Message> messages, @Nullable String jsonSchema);

    /**
     * {@return the name that identifies this model, such as {@code gpt-5-mini}, or empty if it is unknown} It allows to
     * extract facts of another model again.
     */
    default String id() {
        return "";
    }

    /**
     * A message of a conversation.
     *
     * @param role the role of the speaker
     * @param text the text
     */
    record Message(Role role, String text) {}
}
