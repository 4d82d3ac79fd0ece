// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import dev.langchain4j.invocation.InvocationContext;
import dev.memoir.AddRequest;
import dev.memoir.Scope;
import java.util.Optional;

/** Determines the conversation of a call. */
final class ConversationIds {

    /** LangChain4j's memory id of a service without {@code @MemoryId}. All users share it, so it identifies nobody. */
    private static final String SHARED = "default";

    private ConversationIds() {}

    static boolean isShared(Object memoryId) {
        return SHARED.equals(memoryId);
    }

    static Optional<Object> memoryId(InvocationContext context) {
        return Optional.ofNullable(context.chatMemoryId()).filter(id -> !isShared(id));
    }

    static String of(InvocationContext context, Scope scope) {
        return memoryId(context).map(ConversationIds::name).orElseGet(() -> AddRequest.defaultConversation(scope));
    }

    static String name(Object memoryId) {
        String name = memoryId.toString();
        return name.isBlank() ? AddRequest.DEFAULT_CONVERSATION : name;
    }
}
