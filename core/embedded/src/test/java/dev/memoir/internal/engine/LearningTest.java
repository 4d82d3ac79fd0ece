// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.memoir.AsOf;
import dev.memoir.ListRequest;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.ParkedTurn;
import dev.memoir.Scope;
import dev.memoir.SearchHit;
import dev.memoir.SearchRequest;
import dev.memoir.SearchResult;
import dev.memoir.StoredTurn;
import dev.memoir.Turn;
import dev.memoir.UndoConflictException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Turns become facts: SQLite, Lucene and db-scheduler in this process, a scripted model. */
class LearningTest extends LearningFixture {

    @Test
    void a_fact_is_extracted_from_a_turn_and_names_its_source() {
        said("I live in Berlin.", add("Zoe lives in Berlin", "I live in Berlin"));
        Memory fact = facts().get(0);
        assertThat(fact.text()).isEqualTo("Zoe lives in Berlin");
        assertThat(fact.extractor()).isEqualTo("memoir-llm-2");
        assertThat(memory.learning().sources(ZOE, fact.id())).singleElement().satisfies(source -> {
            assertThat(source.quote()).isEqualTo("I live in Berlin");
            assertThat(source.turn().text()).isEqualTo("I live in Berlin.");
        });
        assertThat(memory.search(ZOE, "Where does Zoe live? Berlin").hits())
                .extracting(hit -> hit.item().text())
                .contains("Zoe lives in Berlin");
        assertThat(memory.stats(ZOE).pendingTurns()).isZero();
    }

    @Test
    void a_fact_and_its_turn_share_a_line_of_the_context_and_both_hits_name_it() {
        said("I live in Berlin.", add("Zoe lives in Berlin", "I live in Berlin"));
        SearchResult recalled = memory.search(ZOE, "Where does Zoe live? Berlin");
        assertThat(recalled.context()).containsOnlyOnce("Berlin");
        assertThat(recalled.hits()).hasSize(2).allMatch(SearchHit::inContext);
        assertThat(recalled.hits())
                .flatExtracting(SearchHit::coveredBy)
                .containsOnly(recalled.hits().get(0).item().id());
    }

    @Test
    void a_proposal_without_support_is_rejected_with_its_reason_and_not_stored() {
        said("I live in Berlin.", add("Zoe owns a yacht in Monaco", "I own a yacht in Monaco"));
        assertThat(facts()).isEmpty();
        assertThat(memory.learning().rejections(ZOE, 10)).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(MemoryEvent.Type.REJECT);
            assertThat(event.reason()).startsWith("QUOTE_NOT_FOUND");
        });
    }

    @Test
    void a_changed_fact_supersedes_and_the_change_can_be_taken_back_and_taken_back_again() {
        said("I live in Berlin.", add("Zoe lives in Berlin", "I live in Berlin"));
        Memory berlin = facts().get(0);
        now = Instant.parse("2026-07-01T12:00:00Z");
        said("I moved to Lisbon in May.", update("Zoe lives in Lisbon", "I moved to Lisbon in May", "2026-05", false));
        assertThat(facts()).extracting(Memory::text).containsExactly("Zoe lives in Lisbon");
        Memory past = memory.get(ZOE, berlin.id()).orElseThrow();
        assertThat(past.supersededBy()).isEqualTo(facts().get(0).id());
        assertThat(past.valid().to()).isEqualTo("2026-05-01T00:00:00Z");

        MemoryEvent superseded = last(berlin.id());
        assertThat(superseded.type()).isEqualTo(MemoryEvent.Type.SUPERSEDE);
        memory.learning().undo(ZOE, superseded.id());
        assertThat(facts()).extracting(Memory::text).containsExactly("Zoe lives in Berlin");
        assertThatExceptionOfType(UndoConflictException.class)
                .isThrownBy(() -> memory.learning().undo(ZOE, superseded.id()));

        memory.learning().undo(ZOE, last(berlin.id()).id());
        assertThat(facts()).extracting(Memory::text).containsExactly("Zoe lives in Lisbon");
    }

    /** “I live in Berlin” → “I moved to Lisbon in May” → “no, it was June”. */
    @Test
    void the_past_can_be_asked_for_as_it_was_and_as_it_was_known() {
        said("I live in Berlin.", add("Zoe lives in Berlin", "I live in Berlin"));
        Instant knewBerlin = now;
        now = Instant.parse("2026-07-01T12:00:00Z");
        said("I moved to Lisbon in May.", update("Zoe lives in Lisbon", "I moved to Lisbon in May", "2026-05", false));
        Instant knewMay = now;
        now = Instant.parse("2026-07-02T12:00:00Z");
        said("No, it was June.", update("Zoe lives in Lisbon since June", "it was June", "2026-06", true));

        Instant midMay = Instant.parse("2026-05-15T00:00:00Z");
        assertThat(facts()).extracting(Memory::text).containsExactly("Zoe lives in Lisbon since June");
        assertThat(asOf(AsOf.valid(midMay))).containsExactly("Zoe lives in Berlin");
        assertThat(asOf(AsOf.valid(Instant.parse("2026-06-15T00:00:00Z"))))
                .containsExactly("Zoe lives in Lisbon since June");
        assertThat(asOf(AsOf.recorded(knewBerlin))).containsExactly("Zoe lives in Berlin");
        assertThat(asOf(AsOf.recorded(knewMay))).containsExactly("Zoe lives in Lisbon");
        assertThat(asOf(new AsOf(midMay, knewMay))).containsExactly("Zoe lives in Lisbon");
    }

    private List<String> asOf(AsOf asOf) {
        return memory
                .search(SearchRequest.builder(ZOE, "Where does Zoe live?")
                        .asOf(asOf)
                        .build())
                .hits()
                .stream()
                .map(hit -> hit.item().text())
                .toList();
    }

    @Test
    void the_same_said_again_adds_a_source_and_no_fact() {
        said("I live in Berlin.", add("Zoe lives in Berlin", "I live in Berlin"));
        said("As I said, I live in Berlin.", add("Zoe lives in Berlin", "I live in Berlin"));
        assertThat(facts())
                .singleElement()
                .satisfies(fact ->
                        assertThat(memory.learning().sources(ZOE, fact.id())).hasSize(2));
    }

    @Test
    void undoing_a_confirmation_takes_its_source_back_and_undoing_that_brings_it_again() {
        said("I live in Berlin.", add("Zoe lives in Berlin", "I live in Berlin"));
        said("As I said, I live in Berlin.", add("Zoe lives in Berlin", "I live in Berlin"));
        String id = facts().get(0).id();
        memory.learning().undo(ZOE, last(id).id());
        assertThat(memory.learning().sources(ZOE, id)).hasSize(1);
        memory.learning().undo(ZOE, last(id).id());
        assertThat(memory.learning().sources(ZOE, id)).hasSize(2);
        memory.learning().undo(ZOE, last(id).id());
        said("I live in Berlin, mind you.", add("Zoe lives in Berlin", "I live in Berlin"));
        assertThat(memory.learning().sources(ZOE, id)).hasSize(2);
    }

    @Test
    void a_model_that_is_down_delays_learning_and_loses_nothing() {
        down.set(true);
        replies.add(add("Zoe lives in Berlin", "I live in Berlin"));
        replies.add(add("Zoe has a cat", "I have a cat"));
        memory.add(ZOE, by("I live in Berlin."));
        assertThat(memory.learning().flush(Duration.ofMillis(300))).isFalse();
        assertThat(memory.search(ZOE, "Berlin").hits()).hasSize(1);
        memory.close();
        open();
        down.set(false);
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        memory.add(ZOE, by("I have a cat."));
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(facts()).extracting(Memory::text).containsExactly("Zoe lives in Berlin", "Zoe has a cat");
    }

    @Test
    void replies_that_cannot_be_read_park_the_turn_until_it_is_replayed() {
        for (int i = 0; i < QUICK.attempts(); i++) {
            replies.add("I would rather talk about the weather.");
        }
        memory.add(ZOE, by("I live in Berlin."));
        now = now.plusSeconds(1);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !memory.learning().parkedTurns(ZOE, 10).isEmpty());
        assertThat(memory.learning().parkedTurns(ZOE, 10))
                .singleElement()
                .extracting(ParkedTurn::turn)
                .extracting(StoredTurn::text)
                .isEqualTo("I live in Berlin.");
        assertThat(memory.learning().parkedTurns(Scope.user("tom"), 10)).isEmpty();
        replies.add(add("Zoe lives in Berlin", "I live in Berlin"));
        memory.learning().retryParked(ZOE);
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(facts()).hasSize(1);
    }

    @Test
    void facts_are_extracted_by_themselves_when_the_conversation_is_idle() {
        replies.add(add("Zoe lives in Berlin", "I live in Berlin"));
        memory.add(ZOE, by("I live in Berlin."));
        now = now.plusSeconds(1);
        Awaitility.await().atMost(PATIENCE).until(() -> !facts().isEmpty());
    }

    @Test
    void forgetting_a_turn_destroys_the_facts_extracted_from_it() {
        said("I live in Berlin.", add("Zoe lives in Berlin", "I live in Berlin"));
        StoredTurn turn =
                memory.listTurns(ListRequest.builder(ZOE).build()).items().get(0);
        assertThat(memory.forget(ZOE, turn.id()).memories()).isEqualTo(1);
        assertThat(facts()).isEmpty();
    }

    @Test
    void no_thread_of_learning_keeps_an_application_alive_or_outlives_the_memory() {
        said("I live in Berlin.", add("Zoe lives in Berlin", "I live in Berlin"));
        assertThat(learning()).isNotEmpty().allMatch(Thread::isDaemon);
        memory.close();
        Awaitility.await().atMost(PATIENCE).until(() -> learning().isEmpty());
    }

    private static List<Thread> learning() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("memoir-learning"))
                .toList();
    }

    @Test
    void one_users_facts_are_not_shown_to_the_model_for_another() {
        said("I live in Berlin.", add("Zoe lives in Berlin", "I live in Berlin"));
        memory.add(Scope.user("tom"), Turn.user("I live in Berlin too."));
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(prompts).hasSize(2);
        assertThat(prompts.get(1)).doesNotContain("Zoe");
    }
}
