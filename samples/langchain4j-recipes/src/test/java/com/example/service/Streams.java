// SPDX-License-Identifier: Apache-2.0
package com.example.service;

import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.UserMessage;
import dev.memoir.LongTermMemory;
import dev.memoir.langchain4j.MemoirAttachment;
import dev.memoir.langchain4j.MemoirTools;
import dev.memoir.langchain4j.ScopeResolver;

final class Streams {

    interface Assistant {
        TokenStream chat(@UserMessage String words, InvocationParameters parameters);
    }

    private Streams() {}

    static Assistant assistant(LongTermMemory memory, StreamingChatModel model, ScopeResolver scopes) {
        return MemoirAttachment.builder(memory)
                .scopes(scopes)
                .build()
                .attachTo(AiServices.builder(Assistant.class)
                        .streamingChatModel(model)
                        .tools(new MemoirTools(memory, scopes)))
                .build();
    }
}
