package com.example;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.Turn;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EchoModel.class)
class ChatResourceTest {

    @Inject
    ChatResource chat;

    @Inject
    LongTermMemory memory;

    @Test
    void what_a_user_said_is_in_later_prompts_of_that_user() {
        memory.add(Scope.user("zoe"), Turn.user("My sister Ana moved to Lisbon in May."));
        assertTrue(chat.chat("zoe", "1", "Where does my sister live?").contains("Lisbon"));
        assertFalse(chat.chat("tom", "1", "Where does my sister live?").contains("Lisbon"));
    }
}
