// SPDX-License-Identifier: Apache-2.0
package com.example.agents;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.agentic.scope.AgenticScope;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.langchain4j.MemoirRetrievalAugmentor;
import dev.memoir.langchain4j.ScopeResolver;
import java.util.Optional;

public final class TravelAgents {

    public interface Journey {
        @Agent
        String plan(@V("user") String user, @V("request") String request);
    }

    public interface Flights {
        @Agent(name = "flights", outputKey = "flight")
        @UserMessage("Find a flight for: {{request}}")
        String find(@V("request") String request);
    }

    public interface Hotels {
        @Agent(name = "hotels", outputKey = "hotel")
        @UserMessage("Find a hotel for: {{request}}, after {{flight}}")
        String find(@V("request") String request, @V("flight") String flight);
    }

    private TravelAgents() {}

    static Journey journey(LongTermMemory memory, ChatModel model) {
        ScopeResolver user =
                call -> Optional.ofNullable(call.managedParameters().get(AgenticScope.class))
                        .map(scope -> Scope.user(((AgenticScope) scope).readState("user", "")));
        MemoirRetrievalAugmentor recall = new MemoirRetrievalAugmentor(memory, user, null);
        return AgenticServices.sequenceBuilder(Journey.class)
                .subAgents(
                        AgenticServices.agentBuilder(Flights.class)
                                .chatModel(model)
                                .retrievalAugmentor(recall)
                                .build(),
                        AgenticServices.agentBuilder(Hotels.class)
                                .chatModel(model)
                                .retrievalAugmentor(recall)
                                .build())
                .outputKey("hotel")
                .listener(new AgentTurns(memory))
                .build();
    }
}
