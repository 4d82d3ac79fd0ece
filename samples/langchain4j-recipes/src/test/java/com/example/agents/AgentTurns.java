// SPDX-License-Identifier: Apache-2.0
package com.example.agents;

import dev.langchain4j.agentic.observability.AgentListener;
import dev.langchain4j.agentic.observability.AgentRequest;
import dev.langchain4j.agentic.observability.AgentResponse;
import dev.langchain4j.agentic.scope.AgenticScope;
import dev.memoir.AddRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.Turn;
import dev.memoir.capture.TurnWriter;

final class AgentTurns implements AgentListener {

    private final TurnWriter writer;

    AgentTurns(LongTermMemory memory) {
        writer = TurnWriter.of(memory);
    }

    @Override
    public void beforeAgentInvocation(AgentRequest request) {
        if (!request.agent().leaf()) {
            String words = request.agenticScope().readState("request", "");
            write(request.agenticScope(), Turn.user(words));
        }
    }

    @Override
    public void afterAgentInvocation(AgentResponse response) {
        if (response.agent().leaf()) {
            String answer = response.output().toString();
            write(
                    response.agenticScope(),
                    Turn.builder(Role.ASSISTANT, answer)
                            .speaker(response.agentName())
                            .build());
        }
    }

    @Override
    public boolean inheritedBySubagents() {
        return true;
    }

    private void write(AgenticScope scope, Turn turn) {
        writer.add(AddRequest.builder(Scope.user(scope.readState("user", "")))
                .conversation(scope.memoryId().toString())
                .turn(turn)
                .build());
    }
}
