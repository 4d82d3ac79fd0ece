// SPDX-License-Identifier: Apache-2.0
package com.example.assistant;

import dev.memoir.spring.LongTermMemoryAdvisor;
import java.util.Map;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.stereotype.Service;

@Service
class TravelDesk {

    private final ChatClient flights;
    private final ChatClient desk;

    TravelDesk(ChatClient.Builder builder) {
        flights = builder.clone()
                .defaultSystem("You know flights.")
                .defaultAdvisors(a -> a.param(LongTermMemoryAdvisor.CAPTURE, false))
                .build();
        desk = builder.clone()
                .defaultSystem("You plan journeys.")
                .defaultTools(this)
                .build();
    }

    String chat(String user, String words) {
        return desk.prompt(words)
                .advisors(a -> a.param(LongTermMemoryAdvisor.USER_ID, user))
                .toolContext(Map.of("user", user))
                .call()
                .content();
    }

    @Tool(description = "Asks an expert for flights")
    String askFlights(String question, ToolContext context) {
        return flights.prompt(question)
                .advisors(a -> a.param(
                        LongTermMemoryAdvisor.USER_ID, context.getContext().get("user")))
                .call()
                .content();
    }
}
