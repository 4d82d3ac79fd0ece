// SPDX-License-Identifier: Apache-2.0
package com.example.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.example.ModelStandIn;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.capture.TurnWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;

/** LangChain4j's Boot starter. */
@SpringBootTest(properties = "memoir.directory=target/memories/${random.uuid}")
class BootTest {

    @SpringBootApplication
    static class Application {

        @Bean
        ModelStandIn model() {
            return new ModelStandIn();
        }
    }

    @Autowired
    private Assistant assistant;

    @Autowired
    private ModelStandIn model;

    @Autowired
    private LongTermMemory memory;

    @Test
    void an_ai_service_remembers_by_beans_alone() {
        assistant.chat(new Conversation("zoe", "1"), "My sister Ana moved to Lisbon in May.");
        assistant.chat(new Conversation("zoe", "2"), "Where does my sister live?");
        assertThat(model.lastPrompt()).contains("user: My sister Ana moved to Lisbon in May.");
        assistant.chat(new Conversation("tom", "1"), "Where does my sister live?");
        assertThat(model.lastPrompt()).isEqualTo("Where does my sister live?");
        await().atMost(Duration.ofMinutes(1)).until(() -> TurnWriter.of(memory).awaitWritten(Scope.user("zoe")));
        assertThat(memory.listTurns(ListRequest.builder(Scope.user("zoe")).build())
                        .items())
                .hasSize(4);
    }
}
