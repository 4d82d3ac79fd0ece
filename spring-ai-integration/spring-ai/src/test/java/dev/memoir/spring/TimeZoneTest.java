// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import static dev.memoir.spring.ScriptedModel.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.ListRequest;
import dev.memoir.Role;
import dev.memoir.Turn;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.ToolCallback;

/** The advisor parameter "memoir.zone": for what is captured, recalled and shown by tools. */
class TimeZoneTest extends MemoryFixture {

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    @Test
    void what_is_said_is_stored_with_the_zone_of_its_turn() {
        ask("One.", "Asia/Tokyo", says("Noted."));
        ask("Two.", TOKYO, says("Noted."));
        asZoe(client(says("Noted.")).prompt("Three.")).call().content();
        ask("Four.", "Asia/Tokio", says("Noted."));
        assertThat(remembered()).hasSize(8);
        assertThat(memory.listTurns(ListRequest.builder(ZOE).build()).items())
                .extracting(turn -> turn.turn().zone())
                .containsExactly(TOKYO, TOKYO, TOKYO, TOKYO, null, null, null, null);
    }

    @Test
    void what_is_recalled_is_dated_in_the_zone_of_the_turn() {
        saidLate();
        ScriptedModel model = says("At eleven.");
        ask("When does the harbour festival begin?", "Asia/Tokyo", model);
        assertThat(model.lastSystem()).contains("[2026-05-08] user: The harbour festival begins at eleven.");
    }

    @Test
    void tools_date_in_the_zone_of_the_tool_context() {
        saidLate();
        ToolCallback search = MemoirTools.forCurrentTurn(memory).getToolCallbacks()[0];
        String input = "{\"query\": \"harbour festival\"}";
        assertThat(search.call(
                        input,
                        new ToolContext(Map.of(
                                LongTermMemoryAdvisor.USER_ID, "zoe", LongTermMemoryAdvisor.ZONE, "Asia/Tokyo"))))
                .contains("[2026-05-08]");
        assertThat(search.call(input, new ToolContext(Map.of(LongTermMemoryAdvisor.USER_ID, "zoe"))))
                .contains("[2026-05-07]");
    }

    private void ask(String text, Object zone, ScriptedModel model) {
        asZoe(client(model).prompt(text))
                .advisors(a -> a.param(LongTermMemoryAdvisor.ZONE, zone))
                .call()
                .content();
    }

    private void saidLate() {
        memory.add(
                ZOE,
                Turn.builder(Role.USER, "The harbour festival begins at eleven.")
                        .saidAt(Instant.parse("2026-05-07T23:30:00Z"))
                        .build());
    }
}
