// SPDX-License-Identifier: Apache-2.0
package com.example.assistant;

import dev.memoir.spring.LongTermMemoryAdvisor;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.memory.MessageWindowChatMemory;
import org.springframework.stereotype.Service;

@Service
class Conversations {

    private final ChatMemory window = MessageWindowChatMemory.builder().build();
    private final ChatClient client;

    Conversations(ChatClient.Builder builder) {
        client = builder.defaultAdvisors(
                        MessageChatMemoryAdvisor.builder(window).build())
                .build();
    }

    String chat(String user, String conversation, String words) {
        return client.prompt(words)
                .advisors(a ->
                        a.param(LongTermMemoryAdvisor.USER_ID, user).param(ChatMemory.CONVERSATION_ID, conversation))
                .call()
                .content();
    }

    ChatMemory window() {
        return window;
    }
}
