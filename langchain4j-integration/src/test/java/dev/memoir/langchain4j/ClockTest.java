// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.service.UserMessage;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.StoredTurn;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Turns get their time from the memory's clock. */
class ClockTest extends MemoryFixture {

    private static final Instant THEN = Instant.parse("2031-05-08T12:00:00Z");

    interface Assistant {
        String chat(@UserMessage String words, InvocationParameters parameters);
    }

    @Override
    @BeforeEach
    void open() {
        memory = LongTermMemory.builder().directory(directory).clock(() -> THEN).open();
        memoir = MemoirAttachment.with(memory);
    }

    @Test
    void both_sides_of_a_turn_were_said_at_the_time_of_the_memorys_clock() {
        Assistant assistant = services(Assistant.class)
                .chatModel(ScriptedModel.says("Noted."))
                .build();
        assistant.chat("I moved to Lisbon yesterday.", AS_ZOE);
        memoir.close();
        assertThat(memory.listTurns(ListRequest.builder(ZOE).build()).items())
                .hasSize(2)
                .extracting(StoredTurn::at)
                .containsOnly(THEN);
    }
}
