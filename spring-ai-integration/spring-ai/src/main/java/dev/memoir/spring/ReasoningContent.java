// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import org.springframework.ai.chat.messages.AssistantMessage;

/** Recognises the parts of a reply that are the model's reasoning, not its answer. */
final class ReasoningContent {

    /** The metadata key by which providers mark them. */
    private static final String IS_THOUGHT = "isThought";

    private ReasoningContent() {}

    static boolean are(AssistantMessage message) {
        return Boolean.TRUE.equals(message.getMetadata().get(IS_THOUGHT));
    }
}
