// SPDX-License-Identifier: Apache-2.0
package com.example.service;

import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.UserMessage;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.langchain4j.MemoirAttachment;
import dev.memoir.langchain4j.ScopeResolver;

final class Conversations {

    record Conversation(String user, long number) {}

    interface Assistant {
        String chat(@MemoryId Conversation conversation, @UserMessage String words);
    }

    private Conversations() {}

    static Assistant assistant(LongTermMemory memory, ChatModel model) {
        return MemoirAttachment.builder(memory)
                .scopes(ScopeResolver.fromMemoryId(id -> Scope.user(((Conversation) id).user())))
                .build()
                .attachTo(AiServices.builder(Assistant.class)
                        .chatModel(model)
                        .chatMemoryProvider(id -> MessageWindowChatMemory.withMaxMessages(20)))
                .build();
    }
}
