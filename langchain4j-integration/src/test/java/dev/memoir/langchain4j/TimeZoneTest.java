// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import static dev.memoir.langchain4j.ScriptedModel.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.invocation.InvocationParameters;
import dev.memoir.ListRequest;
import dev.memoir.Role;
import dev.memoir.Turn;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The invocation parameter "zone": for what is captured, recalled and shown by tools. */
class TimeZoneTest extends MemoryFixture {

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    interface Assistant {
        String chat(@dev.langchain4j.service.UserMessage String text, InvocationParameters parameters);
    }

    @Test
    void what_is_said_is_stored_with_the_zone_of_its_call() {
        Assistant assistant =
                services(Assistant.class).chatModel(says("Noted.")).build();
        assistant.chat("One.", parameters("Asia/Tokyo"));
        assistant.chat("Two.", parameters(TOKYO));
        assistant.chat("Three.", AS_ZOE);
        assistant.chat("Four.", parameters("Asia/Tokio"));
        assertThat(remembered(ZOE)).hasSize(8);
        assertThat(memory.listTurns(ListRequest.builder(ZOE).build()).items())
                .extracting(turn -> turn.turn().zone())
                .containsExactly(TOKYO, TOKYO, TOKYO, TOKYO, null, null, null, null);
    }

    @Test
    void what_is_recalled_is_dated_in_the_zone_of_the_call() {
        saidLate();
        ScriptedModel model = says("At eleven.");
        services(Assistant.class)
                .chatModel(model)
                .build()
                .chat("When does the harbour festival begin?", parameters("Asia/Tokyo"));
        String prompt = ((UserMessage) model.requests.get(0).messages().get(0)).singleText();
        assertThat(prompt).contains("[2026-05-08] user: The harbour festival begins at eleven.");
    }

    @Test
    void tools_date_in_the_zone_of_the_call() {
        saidLate();
        MemoirTools tools = new MemoirTools(memory, ScopeResolver.fromInvocationParameters());
        assertThat(tools.searchMemory("harbour festival", call(parameters("Asia/Tokyo"))))
                .contains("[2026-05-08]");
        assertThat(tools.searchMemory("harbour festival", call(AS_ZOE))).contains("[2026-05-07]");
    }

    private void saidLate() {
        memory.add(
                ZOE,
                Turn.builder(Role.USER, "The harbour festival begins at eleven.")
                        .saidAt(Instant.parse("2026-05-07T23:30:00Z"))
                        .build());
    }

    private static InvocationContext call(InvocationParameters parameters) {
        return InvocationContext.builder()
                .invocationId(UUID.randomUUID())
                .invocationParameters(parameters)
                .build();
    }

    private static InvocationParameters parameters(Object zone) {
        return InvocationParameters.from(Map.of("userId", "zoe", MemoirAttachment.ZONE, zone));
    }
}
