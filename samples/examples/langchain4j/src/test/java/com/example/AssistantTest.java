package com.example;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.Turn;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssistantTest {

    /** Answers with its whole prompt, which shows what was recalled. */
    private final ChatModel echo = new ChatModel() {
        @Override
        public ChatResponse doChat(ChatRequest request) {
            return ChatResponse.builder()
                    .aiMessage(AiMessage.from(request.messages().toString()))
                    .build();
        }
    };

    @Test
    void what_a_user_said_is_in_later_prompts_of_that_user(@TempDir Path directory) {
        try (LongTermMemory memory = LongTermMemory.open(directory)) {
            Assistant assistant = Assistant.create(echo, memory);
            memory.add(Scope.user("zoe"), Turn.user("My sister Ana moved to Lisbon in May."));
            assertTrue(assistant
                    .chat("Where does my sister live?", Assistant.user("zoe"))
                    .contains("Lisbon"));
            assertFalse(assistant
                    .chat("Where does my sister live?", Assistant.user("tom"))
                    .contains("Lisbon"));
        }
    }
}
