// SPDX-License-Identifier: Apache-2.0
package com.example.service;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.guardrail.InputGuardrail;
import dev.langchain4j.guardrail.InputGuardrailResult;
import dev.langchain4j.guardrail.OutputGuardrail;
import dev.langchain4j.guardrail.OutputGuardrailResult;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.MemoryId;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.langchain4j.MemoirAttachment;
import dev.memoir.langchain4j.MemoirChatMemoryProvider;
import dev.memoir.langchain4j.ScopeResolver;
import java.util.Optional;

final class Redaction {

    interface Assistant {
        String chat(@MemoryId String user, @dev.langchain4j.service.UserMessage String words);
    }

    static final class Numbers implements InputGuardrail {
        @Override
        public InputGuardrailResult validate(UserMessage message) {
            return successWith(message.singleText().replaceAll("\\d{4,}", "[number]"));
        }
    }

    static final class Polite implements OutputGuardrail {
        @Override
        public OutputGuardrailResult validate(AiMessage answer) {
            return answer.text().contains("fool") ? reprompt("Impolite", "Answer politely.") : success();
        }
    }

    private Redaction() {}

    static Assistant assistant(LongTermMemory memory, ChatModel model) {
        return MemoirAttachment.builder(memory)
                .scopes(ScopeResolver.fromMemoryId(id -> Scope.user(id.toString())))
                .chatMemory(MemoirChatMemoryProvider.builder(memory, id -> Optional.of(Scope.user(id.toString())))
                        .build())
                .build()
                .attachTo(AiServices.builder(Assistant.class)
                        .chatModel(model)
                        .inputGuardrails(new Numbers())
                        .outputGuardrails(new Polite()))
                .build();
    }
}
