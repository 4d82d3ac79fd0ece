// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.contract;

import static dev.memoir.testing.contract.Batches.NOW;
import static dev.memoir.testing.contract.Batches.SPACE;
import static dev.memoir.testing.contract.Batches.memories;
import static dev.memoir.testing.contract.Batches.newId;
import static dev.memoir.testing.contract.Batches.pending;
import static dev.memoir.testing.contract.Batches.turns;
import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.ItemType;
import dev.memoir.ListRequest;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryKind;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.Turn;
import dev.memoir.extract.Citation;
import dev.memoir.index.IndexChange;
import dev.memoir.index.ItemRef;
import dev.memoir.ledger.Conversation;
import dev.memoir.ledger.LearnedBatch;
import dev.memoir.ledger.LearnedStep;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.NewTurn;
import dev.memoir.ledger.UnsummarizedTurns;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of suppression. */
public abstract class SuppressionContract {

    private static final Scope ZOE = Scope.user("zoe");
    private static final Scope TOM = Scope.user("tom");
    private static final Instant LATER = NOW.plusSeconds(60);

    private Ledger ledger;
    private StoredTurn berlin;
    private StoredTurn weather;
    private Memory tea;

    /**
     * {@return an empty ledger}
     *
     * @throws Exception if the ledger cannot be opened
     */
    protected abstract Ledger open() throws Exception;

    @BeforeEach
    void openLedger() throws Exception {
        ledger = open();
        List<StoredTurn> said = ledger.items()
                .add(turns(ZOE, "main", "I live in Berlin", "It rains"))
                .turns();
        berlin = said.get(0);
        weather = said.get(1);
        tea = ledger.items().add(memories(ZOE, "likes tea")).memories().get(0);
    }

    @AfterEach
    void closeLedger() {
        ledger.close();
    }

    @Test
    void suppressed_items_are_only_read_on_request() {
        suppress(berlin.id(), tea.id());

        assertThat(ledger.items().fetch(ZOE, List.of(turn(berlin), turn(weather), memory(tea))))
                .containsOnlyKeys(turn(weather));
        assertThat(listed(ListRequest.builder(ZOE))).containsExactly("It rains");
        assertThat(listed(ListRequest.builder(ZOE).onlySuppressed())).containsExactly("I live in Berlin", "likes tea");
        assertThat(ledger.items().currentMemories(ZOE, NOW, 10)).isEmpty();
        assertThat(ledger.learning().asRecorded(ZOE, LATER)).isEmpty();
        assertThat(pending(ledger, ZOE, "main", 10)).containsExactly(weather);
        assertThat(ledger.items().stats(ZOE).pendingTurns()).isEqualTo(1);
        String main = ledger.learning().conversation(ZOE, "main").orElseThrow().id();
        assertThat(ledger.learning().turnsBefore(main, 2, 10)).containsExactly(weather);
        assertThat(ledger.summaries().unsummarized(main, 10).orElseThrow().turns())
                .containsExactly(weather);
        assertThat(ledger.items().memory(ZOE, tea.id()).orElseThrow().suppressedAt())
                .isEqualTo(LATER);
    }

    @Test
    void unsuppressed_items_are_as_before() {
        suppress(berlin.id(), tea.id());
        List<MemoryEvent> shown = ledger.items().unsuppress(ZOE, List.of(berlin.id(), tea.id()), LATER);

        assertThat(shown)
                .extracting(MemoryEvent::type)
                .containsOnly(MemoryEvent.Type.UNDO)
                .hasSize(2);
        assertThat(ledger.items().fetch(ZOE, List.of(turn(berlin), memory(tea))))
                .hasSize(2)
                .containsValue(tea.toBuilder().updatedAt(LATER).build());
        assertThat(listed(ListRequest.builder(ZOE))).containsExactly("I live in Berlin", "It rains", "likes tea");
        assertThat(listed(ListRequest.builder(ZOE).onlySuppressed())).isEmpty();
        assertThat(pending(ledger, ZOE, "main", 10)).containsExactly(berlin, weather);
        assertThat(ledger.learning().asRecorded(ZOE, LATER)).hasSize(1);
    }

    @Test
    void an_index_removes_suppressed_items_and_puts_unsuppressed_ones() {
        long before = ledger.projection().lastChange();
        suppress(berlin.id(), tea.id());

        assertThat(ledger.projection().changes(before, 10, SPACE)).hasSize(2).allSatisfy(change -> {
            assertThat(change).isInstanceOf(IndexChange.Remove.class);
            assertThat(((IndexChange.Remove) change).destroyed()).isFalse();
        });

        long hidden = ledger.projection().lastChange();
        ledger.items().unsuppress(ZOE, List.of(berlin.id(), tea.id()), LATER);
        assertThat(ledger.projection().changes(hidden, 10, SPACE))
                .hasSize(2)
                .allMatch(IndexChange.Put.class::isInstance);
    }

    @Test
    void each_change_is_exactly_one_step_of_the_history() {
        List<MemoryEvent> steps = suppress(berlin.id(), tea.id());

        assertThat(ledger.items().history(ZOE, berlin.id())).singleElement().satisfies(step -> {
            assertThat(step.type()).isEqualTo(MemoryEvent.Type.SUPPRESS);
            assertThat(step.memoryId()).isEqualTo(berlin.id());
            assertThat(step.reason()).isEqualTo("private");
            assertThat(step.actor()).isEqualTo(MemoryEvent.API);
            assertThat(step.at()).isEqualTo(LATER);
        });
        assertThat(ledger.items().history(ZOE, tea.id())).hasSize(2).last().isIn(steps);
        long change = ledger.projection().lastChange();
        assertThat(suppress(berlin.id(), tea.id(), "nobody's")).isEmpty();
        assertThat(ledger.items().unsuppress(ZOE, List.of(weather.id(), "nobody's"), LATER))
                .isEmpty();
        assertThat(ledger.projection().lastChange()).isEqualTo(change);
    }

    @Test
    void another_scope_changes_nothing() {
        assertThat(ledger.items().suppress(TOM, List.of(berlin.id(), tea.id()), null, LATER))
                .isEmpty();
        suppress(berlin.id(), tea.id());
        assertThat(ledger.items().unsuppress(TOM, List.of(berlin.id(), tea.id()), LATER))
                .isEmpty();
        MemoryEvent step = ledger.items().history(ZOE, berlin.id()).get(0);
        assertThat(ledger.items().undoSuppression(TOM, step.id(), LATER)).isEmpty();
        assertThat(ledger.items().history(TOM, berlin.id())).isEmpty();
        assertThat(listed(ListRequest.builder(TOM).onlySuppressed())).isEmpty();
        assertThat(listed(ListRequest.builder(ZOE).onlySuppressed())).hasSize(2);
    }

    @Test
    void the_step_of_a_turn_can_be_undone_and_redone() {
        MemoryEvent step = suppress(berlin.id()).get(0);

        MemoryEvent back = ledger.items().undoSuppression(ZOE, step.id(), LATER).get(0);
        assertThat(listed(ListRequest.builder(ZOE).onlySuppressed())).isEmpty();
        assertThat(ledger.items().undoSuppression(ZOE, step.id(), LATER))
                .as("it is done")
                .isEmpty();

        ledger.items().undoSuppression(ZOE, back.id(), LATER);
        assertThat(listed(ListRequest.builder(ZOE).onlySuppressed())).containsExactly("I live in Berlin");
    }

    @Test
    void forget_destroys_suppressed_items_with_their_history() {
        suppress(berlin.id(), tea.id());

        assertThat(ledger.items().forget(ZOE, berlin.id()).turns()).isEqualTo(1);
        assertThat(ledger.items().forget(ZOE, tea.id()).memories()).isEqualTo(1);
        assertThat(ledger.items().history(ZOE, berlin.id())).isEmpty();
        assertThat(listed(ListRequest.builder(ZOE).onlySuppressed())).isEmpty();
        suppress(weather.id());
        assertThat(ledger.items().forget(ZOE).turns()).isEqualTo(1);
        assertThat(ledger.items().previewForget(ZOE).isEmpty()).isTrue();
    }

    @Test
    void a_fact_is_retracted_and_its_turns_are_suppressed_together_or_not_at_all() {
        Memory fact = Memory.builder(newId(), ZOE, "Zoe lives in Berlin", NOW).build();
        assertThat(ledger.learning()
                        .learn(batch(
                                List.of(berlin.id()),
                                List.of(new LearnedStep(
                                        null,
                                        fact,
                                        event("add", fact.id(), MemoryEvent.Type.ADD),
                                        List.of(new Citation(berlin.id(), "Berlin")),
                                        null)),
                                List.of())))
                .isTrue();
        Memory gone = fact.toBuilder().retractedAt(LATER).updatedAt(LATER).build();
        LearnedStep retraction =
                new LearnedStep(fact, gone, event("forget", fact.id(), MemoryEvent.Type.DELETE), List.of(), null);
        MemoryEvent hiding = event("forget", berlin.id(), MemoryEvent.Type.SUPPRESS);

        assertThat(ledger.learning().learn(batch(List.of(weather.id()), List.of(retraction), List.of(hiding, hiding))))
                .isTrue();

        assertThat(listed(ListRequest.builder(ZOE).onlySuppressed())).containsExactly("I live in Berlin");
        assertThat(ledger.items().turnSteps("forget")).containsExactly(hiding);
        assertThat(ledger.learning().operation(ZOE, retraction.event().id())).hasSize(1);
        LearnedStep back = new LearnedStep(
                gone,
                fact.toBuilder().updatedAt(LATER).build(),
                event("undo", fact.id(), MemoryEvent.Type.UNDO),
                List.of(),
                null);
        assertThat(ledger.learning().learn(LearnedBatch.ofSteps(ZOE, List.of(back), "forget", SPACE, LATER)))
                .isTrue();
        assertThat(listed(ListRequest.builder(ZOE).onlySuppressed())).isEmpty();
        assertThat(ledger.items().history(ZOE, berlin.id()))
                .extracting(MemoryEvent::type)
                .containsExactly(MemoryEvent.Type.SUPPRESS, MemoryEvent.Type.UNDO);
    }

    @Test
    void a_summary_of_a_suppressed_turn_is_suppressed_and_recreated() {
        Conversation main = ledger.learning().conversation(ZOE, "main").orElseThrow();
        Memory told = summarized(main);

        suppress(berlin.id());

        assertThat(ledger.items().memory(ZOE, told.id()).orElseThrow().suppressedAt())
                .isEqualTo(LATER);
        UnsummarizedTurns anew = ledger.summaries().unsummarized(main.id(), 10).orElseThrow();
        assertThat(anew.summary()).isNull();
        assertThat(anew.turns()).containsExactly(weather);
        assertThat(ledger.summaries().unsummarized(1, 10)).containsExactly(main);
    }

    @Test
    void a_summary_stays_suppressed_when_its_turn_is_unsuppressed_and_is_recreated_with_it() {
        Conversation main = ledger.learning().conversation(ZOE, "main").orElseThrow();
        Memory told = summarized(main);
        suppress(berlin.id());

        ledger.items().unsuppress(ZOE, List.of(berlin.id()), LATER);

        assertThat(ledger.items().fetch(ZOE, List.of(memory(told)))).isEmpty();
        UnsummarizedTurns anew = ledger.summaries().unsummarized(main.id(), 10).orElseThrow();
        assertThat(anew.summary()).isNull();
        assertThat(anew.turns()).containsExactly(berlin, weather);
        assertThat(ledger.summaries().unsummarized(1, 10)).containsExactly(main);
    }

    @Test
    void a_name_finds_no_suppressed_items() {
        Memory city = Memory.builder(newId(), ZOE, "Zoe lives in Berlin", NOW)
                .entities(List.of("Berlin"))
                .build();
        ledger.learning()
                .learn(batch(
                        List.of(berlin.id()),
                        List.of(new LearnedStep(
                                null,
                                city,
                                event("add", city.id(), MemoryEvent.Type.ADD),
                                List.of(new Citation(berlin.id(), "Berlin")),
                                null)),
                        List.of()));
        assertThat(ledger.entities().mentions(ZOE, "Berlin", 10, null).items()).hasSize(2);

        suppress(berlin.id(), city.id());

        assertThat(ledger.entities().mentions(ZOE, "Berlin", 10, null).items()).isEmpty();
    }

    @Test
    void answers_extend_up_to_the_users_next_turn() {
        List<NewTurn> talk = Stream.of(
                        Turn.user("I moved to Porto"),
                        Turn.builder(Role.TOOL, "map").build(),
                        Turn.builder(Role.ASSISTANT, "Porto is lovely").build(),
                        Turn.builder(Role.ASSISTANT, "Really").build(),
                        Turn.user("Thanks"),
                        Turn.builder(Role.ASSISTANT, "You are welcome").build())
                .map(turn -> new NewTurn(newId(), turn, NOW, null))
                .toList();
        List<StoredTurn> said = ledger.items().add(turns(ZOE, "porto", talk)).turns();

        assertThat(ledger.learning().answers(List.of(said.get(0).id())))
                .extracting(StoredTurn::text)
                .containsExactly("Porto is lovely", "Really");
        assertThat(ledger.learning().answers(List.of(berlin.id()))).isEmpty();
        assertThat(ledger.learning().retractedBefore(said.get(2).id())).isEmpty();
    }

    private Memory summarized(Conversation conversation) {
        UnsummarizedTurns episode =
                ledger.summaries().unsummarized(conversation.id(), 10).orElseThrow();
        Memory told = Memory.builder(newId(), ZOE, "Zoe lives in Berlin, where it rains", NOW)
                .kind(MemoryKind.SUMMARY)
                .build();
        assertThat(ledger.summaries()
                        .summarize(
                                episode,
                                told.id(),
                                batch(
                                        List.of(),
                                        List.of(new LearnedStep(
                                                null,
                                                told,
                                                event("told", told.id(), MemoryEvent.Type.ADD),
                                                List.of(new Citation(berlin.id(), ""), new Citation(weather.id(), "")),
                                                null)),
                                        List.of())))
                .isTrue();
        return told;
    }

    private List<MemoryEvent> suppress(String... ids) {
        return ledger.items().suppress(ZOE, List.of(ids), "private", LATER);
    }

    private List<String> listed(ListRequest.Builder request) {
        return Stream.concat(
                        ledger.items().turns(request.build()).items().stream().map(StoredTurn::text),
                        ledger.items().memories(request.build(), NOW).items().stream()
                                .map(Memory::text))
                .toList();
    }

    private static MemoryEvent event(String operation, String itemId, MemoryEvent.Type type) {
        return new MemoryEvent(newId(), operation, itemId, type, null, null, null, "llm", LATER);
    }

    private static LearnedBatch batch(List<String> turnIds, List<LearnedStep> steps, List<MemoryEvent> suppressions) {
        return new LearnedBatch(ZOE, turnIds, steps, List.of(), suppressions, SPACE, LATER, "llm", false, null, 0);
    }

    private static ItemRef turn(StoredTurn turn) {
        return new ItemRef(ItemType.TURN, turn.id());
    }

    private static ItemRef memory(Memory memory) {
        return new ItemRef(ItemType.MEMORY, memory.id());
    }
}
