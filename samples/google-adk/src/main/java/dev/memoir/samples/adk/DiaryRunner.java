// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.adk;

import com.google.adk.agents.LlmAgent;
import com.google.adk.artifacts.InMemoryArtifactService;
import com.google.adk.models.BaseLlm;
import com.google.adk.runner.Runner;
import com.google.adk.sessions.InMemorySessionService;
import com.google.adk.tools.LoadMemoryTool;
import dev.memoir.LongTermMemory;

/** The example of the documentation: an agent with a memory that recalls by itself and that it can search. */
final class DiaryRunner {

    private DiaryRunner() {}

    static Runner of(BaseLlm model, LongTermMemory memory) {
        LlmAgent agent = LlmAgent.builder()
                .name("assistant")
                .model(model)
                .instruction("You help the user to keep a diary.")
                .tools(new LoadMemoryTool())
                .build();
        return Runner.builder()
                .agent(agent)
                .appName("diary")
                .sessionService(new InMemorySessionService())
                .artifactService(new InMemoryArtifactService())
                .memoryService(new LongTermMemoryService(memory))
                .plugins(new LongTermMemoryPlugin(memory))
                .build();
    }
}
