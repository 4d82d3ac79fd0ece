// SPDX-License-Identifier: Apache-2.0
package com.example.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Memory;
import dev.memoir.Scope;
import dev.memoir.llm.LanguageModel;
import dev.memoir.spring.LongTermMemoryAdvisor;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

@SpringBootTest(properties = "memoir.directory=target/memories/${random.uuid}")
class AssistantTest {

    @TestConfiguration(proxyBeanMethods = false)
    static class Replies {

        @Bean
        LanguageModel extractor() {
            return (messages, schema) -> """
                    {"operations":[["FACT","The user lives in Porto.","user; Porto","","1","I live in Porto"]]}""";
        }
    }

    @Test
    void a_fact_is_learned(
            @Autowired ChatClient.Builder client,
            @Autowired LongTermMemoryAdvisor advisor,
            @Autowired LongTermMemory memory) {
        client.build()
                .prompt("I live in Porto.")
                .advisors(a -> a.param(LongTermMemoryAdvisor.USER_ID, "zoe"))
                .call()
                .content();
        await().atMost(Duration.ofMinutes(1)).until(() -> advisor.awaitWritten(Scope.user("zoe")));
        assertThat(memory.learning().flush(Duration.ofMinutes(1))).isTrue();
        assertThat(memory.list(ListRequest.builder(Scope.user("zoe")).build()).items())
                .extracting(Memory::text)
                .containsExactly("The user lives in Porto.");
    }
}
