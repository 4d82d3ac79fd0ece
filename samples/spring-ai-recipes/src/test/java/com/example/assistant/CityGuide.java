// SPDX-License-Identifier: Apache-2.0
package com.example.assistant;

import dev.memoir.spring.LongTermMemoryAdvisor;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.stereotype.Service;

@Service
class CityGuide {

    record City(String name) {}

    private final ChatClient client;

    CityGuide(ChatClient.Builder builder) {
        client = builder.build();
    }

    City cityFor(String user, String question) {
        return client.prompt(question)
                .advisors(a -> a.param(LongTermMemoryAdvisor.USER_ID, user))
                .call()
                .entity(City.class);
    }
}
