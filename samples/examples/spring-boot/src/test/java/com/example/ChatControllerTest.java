package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

@SpringBootTest(
        properties = {
            "memoir.directory=target/test-memory-${random.uuid}",
            "memoir.extraction.enabled=false",
            "spring.ai.model.chat=none",
            "spring.ai.openai.api-key=test"
        })
class ChatControllerTest {

    @Autowired
    ChatController controller;

    @Autowired
    LongTermMemory memory;

    @Test
    void what_a_user_said_is_in_later_prompts_of_that_user() {
        memory.add(Scope.user("zoe"), Turn.user("My sister Ana moved to Lisbon in May."));
        assertThat(controller.chat("zoe", "Where does my sister live?")).contains("Lisbon");
        assertThat(controller.chat("tom", "Where does my sister live?")).doesNotContain("Lisbon");
        assertThat(controller.memory("zoe", "Where does my sister live?")).contains("Lisbon");
    }

    @TestConfiguration
    static class Model {

        /** Answers with its whole prompt, which shows what was recalled. */
        @Bean
        ChatModel echo() {
            return prompt -> new ChatResponse(List.of(
                    new Generation(new AssistantMessage(prompt.getInstructions().toString()))));
        }
    }
}
