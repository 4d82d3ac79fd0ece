// SPDX-License-Identifier: Apache-2.0
package com.example.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.example.ModelStandIn;
import dev.memoir.ErasureLevel;
import dev.memoir.ForgetResult;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Memory;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.Turn;
import dev.memoir.spring.LongTermMemoryAdvisor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.messages.Message;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.bean.override.convention.TestBean;

/** The recipes, in one application; each test has a user of its own. */
@SpringBootTest(properties = "memoir.extraction.enabled=false")
class RecipesTest {

    private static final String SISTER = "My sister Ana moved to Lisbon in May.";

    @TestBean
    private InstantSource clock;

    @Autowired
    private LongTermMemory memory;

    @Autowired
    private LongTermMemoryAdvisor advisor;

    @Autowired
    private ModelStandIn model;

    static InstantSource clock() {
        return InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
    }

    @Test
    void a_customizer_sets_what_no_property_sets() {
        known("cid");
        assertThat(memory.listTurns(ListRequest.builder(Scope.user("cid")).build())
                        .items())
                .extracting(StoredTurn::recordedAt)
                .containsExactly(clock.instant());
    }

    @Test
    void a_sub_agent_recalls_for_the_user_and_what_the_model_asks_it_is_not_taken_for_the_users_words(
            @Autowired TravelDesk desk) {
        known("zoe");
        String answer = desk.chat("zoe", "Plan it. [askFlights {\"question\": \"Flights to my sister Ana?\"}]");
        assertThat(answer).isEqualTo("\"Noted.\"");
        assertThat(model.systemOf("Flights to my sister Ana?"))
                .startsWith("You know flights.")
                .contains(SISTER);
        assertThat(said("zoe"))
                .containsExactly(
                        "USER: " + SISTER,
                        "USER: Plan it. [askFlights {\"question\": \"Flights to my sister Ana?\"}]",
                        "ASSISTANT: \"Noted.\"");
    }

    @Test
    void structured_output_keeps_its_format_out_of_the_memory(@Autowired CityGuide guide) {
        known("eva");
        assertThat(guide.cityFor("eva", "Where does my sister live?")).isEqualTo(new CityGuide.City("Lisbon"));
        assertThat(model.systemOf("Where does my sister live?")).contains(SISTER);
        assertThat(said("eva"))
                .containsExactly(
                        "USER: " + SISTER, "USER: Where does my sister live?", "ASSISTANT: {\"name\": \"Lisbon\"}");
    }

    @Test
    void a_streamed_chat_stores_a_memory_of_the_user_who_asks(@Autowired NoteTaker notes) {
        List<String> answer = notes.chat("tim", "Note it. [add_memory {\"text\": \"Tim likes tea.\"}]")
                .collectList()
                .block(Duration.ofSeconds(60));
        assertThat(String.join("", answer)).contains("Stored");
        assertThat(memory.list(ListRequest.builder(Scope.user("tim")).build()).items())
                .extracting(Memory::text)
                .containsExactly("Tim likes tea.");
    }

    @Test
    void chat_memory_keeps_no_recalled_text_and_what_it_shows_is_not_recalled(@Autowired Conversations talks) {
        known("ann");
        talks.chat("ann", "ann-1", "Where does my sister live?");
        talks.chat("ann", "ann-1", "And my sister Ana's city?");
        assertThat(model.systemOf("And my sister Ana's city?"))
                .contains(SISTER)
                .doesNotContain("Where does my sister live?");
        assertThat(talks.window().get("ann-1"))
                .extracting(Message::getText)
                .containsExactly("Where does my sister live?", "Noted.", "And my sister Ana's city?", "Noted.");
        talks.chat("ann", "ann-2", "Which city is my sister Ana's?");
        assertThat(model.systemOf("Which city is my sister Ana's?"))
                .as("another conversation of hers")
                .contains("user: Where does my sister live?");
        said("ann");
        assertThat(memory.listTurns(ListRequest.builder(Scope.user("ann"))
                                .conversation("ann-2")
                                .build())
                        .items())
                .hasSize(2);
    }

    @Test
    void a_closed_account_is_forgotten_with_the_turn_that_was_just_answered(
            @Autowired Accounts accounts, @Autowired Conversations talks) {
        known("bob");
        known("ben");
        talks.chat("bob", "bob-1", "I am Bob.");
        ForgetResult receipt = accounts.close("bob");
        assertThat(receipt.turns())
                .as("a turn that was not written yet is discarded")
                .isBetween(1L, 3L);
        assertThat(receipt.ledger()).isNotEqualTo(ErasureLevel.NONE);
        assertThat(said("bob")).isEmpty();
        assertThat(accounts.close("bob").isEmpty()).isTrue();
        assertThat(said("ben")).hasSize(1);
    }

    private void known(String user) {
        memory.add(Scope.user(user), Turn.user(SISTER));
    }

    private List<String> said(String user) {
        await().atMost(Duration.ofMinutes(1)).until(() -> advisor.awaitWritten(Scope.user(user)));
        return memory.listTurns(ListRequest.builder(Scope.user(user)).build()).items().stream()
                .map(turn -> turn.turn().role() + ": " + turn.text())
                .toList();
    }
}
