// SPDX-License-Identifier: Apache-2.0
package com.example.assistant;

import dev.memoir.LongTermMemory;
import dev.memoir.spring.LongTermMemoryAdvisor;
import dev.memoir.spring.MemoirTools;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;

@Service
class NoteTaker {

    private final ChatClient client;

    NoteTaker(ChatClient.Builder builder, LongTermMemory memory) {
        client = builder.defaultTools(MemoirTools.forCurrentTurn(memory)).build();
    }

    Flux<String> chat(String user, String words) {
        return client.prompt(words).advisors(a -> a.param(LongTermMemoryAdvisor.USER_ID, user)).stream()
                .content();
    }
}
