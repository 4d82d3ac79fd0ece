// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.contract;

import static dev.memoir.testing.contract.Batches.NOW;
import static dev.memoir.testing.contract.Batches.SPACE;
import static dev.memoir.testing.contract.Batches.newId;
import static dev.memoir.testing.contract.Batches.turns;
import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryKind;
import dev.memoir.Origin;
import dev.memoir.ParkedSummary;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.Validity;
import dev.memoir.extract.Citation;
import dev.memoir.ledger.Conversation;
import dev.memoir.ledger.CurrentMemory;
import dev.memoir.ledger.LearnedBatch;
import dev.memoir.ledger.LearnedStep;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.SummaryProgress;
import dev.memoir.ledger.UnsummarizedTurns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of summaries, procedures and profiles. */
public abstract class SummaryLedgerContract {

    private static final Scope ZOE = Scope.user("zoe");
    private static final Scope TOM = Scope.user("tom");

    /** The ledger under test, opened before each test. */
    protected Ledger ledger;

    /**
     * {@return an empty ledger}
     *
     * @throws Exception if the ledger cannot be opened
     */
    protected abstract Ledger open() throws Exception;

    @BeforeEach
    void openLedger() throws Exception {
        ledger = open();
    }

    @AfterEach
    void closeLedger() {
        ledger.close();
    }

    @Test
    void unsummarised_turns_are_returned_in_order_with_the_previous_summary() {
        List<StoredTurn> said = said("a", "b", "c", "d");
        UnsummarizedTurns whole = episode();
        assertThat(whole.turns()).isEqualTo(said);
        assertThat(whole.waiting()).isEqualTo(4);
        assertThat(whole.latest()).isEqualTo(said.get(3).recordedAt());
        assertThat(whole.mark()).isEqualTo(SummaryProgress.NONE);

        Memory first = summarized(whole.first(3), "one");

        UnsummarizedTurns rest = episode();
        assertThat(rest.summary()).isEqualTo(first);
        assertThat(rest.turns()).containsExactly(said.get(3));
        assertThat(rest.waiting()).isEqualTo(1);
        Memory second = summarized(rest, "two");
        assertThat(episode().summary()).isEqualTo(second);
        assertThat(episode().turns()).isEmpty();
        assertThat(ledger.items().memory(ZOE, first.id()).orElseThrow().supersededBy())
                .isEqualTo(second.id());
        assertThat(ledger.learning().sources(ZOE, second.id()))
                .as("a summary comes from all turns that it summarises")
                .extracting(source -> source.turn().text())
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    void a_summary_takes_effect_once() {
        said("a", "b");
        UnsummarizedTurns episode = episode();
        assertThat(ledger.summaries().summarize(episode, null, learned(List.of())))
                .isTrue();
        Memory late = summary(episode, "late");
        assertThat(ledger.summaries().summarize(episode, late.id(), learned(steps(episode, late))))
                .isFalse();
        assertThat(ledger.items().memory(ZOE, late.id())).isEmpty();
        assertThat(ledger.learning().spent(ZOE, NOW))
                .as("nor is it paid for twice")
                .isEqualTo(7);
    }

    @Test
    void a_summary_of_a_since_forgotten_turn_is_not_written() {
        List<StoredTurn> said = said("a", "b");
        UnsummarizedTurns episode = episode();
        ledger.items().forget(ZOE, said.get(0).id());
        Memory late = summary(episode, "late");
        assertThat(ledger.summaries().summarize(episode, late.id(), learned(steps(episode, late))))
                .isFalse();
        assertThat(episode().turns()).containsExactly(said.get(1));
    }

    @Test
    void conversations_wait_to_be_summarised_when_they_are_long_enough_or_have_ended() {
        said("a", "b");
        Conversation conversation = ledger.learning().conversation(ZOE, "main").orElseThrow();
        assertThat(ledger.summaries().unsummarized(3, 10)).isEmpty();
        assertThat(ledger.summaries().unsummarized(2, 10)).containsExactly(conversation);
        assertThat(ledger.summaries().end(TOM, "main")).isEmpty();
        assertThat(episode().ended()).isFalse();
        assertThat(ledger.summaries().end(ZOE, "main")).contains(conversation);
        assertThat(episode().ended()).isTrue();
        assertThat(ledger.summaries().unsummarized(3, 10)).containsExactly(conversation);
        summarized(episode(), "one");
        assertThat(ledger.summaries().unsummarized(1, 10)).isEmpty();
        said("c");
        assertThat(episode().ended()).as("it goes on").isFalse();
        assertThat(ledger.summaries().unsummarized(1, 10)).containsExactly(conversation);
        assertThat(ledger.summaries().unsummarized(2, 10)).isEmpty();
    }

    @Test
    void a_parked_summary_waits_for_more_turns_or_a_replay() {
        said("a", "b");
        Conversation conversation = ledger.learning().conversation(ZOE, "main").orElseThrow();
        ledger.summaries().end(ZOE, "main");
        ledger.summaries().summaryFailed(conversation, List.of(), 5, NOW);
        assertThat(episode().mark().attempts()).isEqualTo(1);
        assertThat(ledger.learning().spent(ZOE, NOW)).isEqualTo(5);
        ledger.summaries().parkSummary(conversation, "unreadable", NOW);
        assertThat(ledger.summaries().parkedSummaries(ZOE, 10))
                .containsExactly(new ParkedSummary(ZOE, "main", "unreadable", NOW));
        assertThat(ledger.summaries().parkedSummaries(TOM, 10)).isEmpty();
        assertThat(ledger.summaries().unsummarized(1, 10)).isEmpty();
        assertThat(episode().waiting()).isZero();
        assertThat(episode().ended()).isFalse();

        said("c");
        assertThat(ledger.summaries().unsummarized(1, 10)).containsExactly(conversation);
        assertThat(episode().turns()).hasSize(3);
        assertThat(ledger.summaries().replaySummaries(TOM)).isEmpty();
        assertThat(ledger.summaries().replaySummaries(ZOE)).containsExactly(conversation);
        assertThat(ledger.summaries().parkedSummaries(ZOE, 10)).isEmpty();
        assertThat(episode().ended()).isTrue();
    }

    @Test
    void forgetting_a_turn_destroys_every_summary_of_it_and_restores_the_previous_one() {
        List<StoredTurn> said = said("a", "b", "c", "d");
        Memory first = summarized(episode().first(1), "one");
        Memory second = summarized(episode().first(1), "two");
        Memory third = summarized(episode().first(1), "three");

        assertThat(ledger.items().forget(TOM, said.get(1).id()).turns()).isZero();
        assertThat(ledger.items().forget(ZOE, said.get(1).id()).memories()).isEqualTo(2);

        assertThat(ledger.items().memory(ZOE, second.id())).isEmpty();
        assertThat(ledger.items().memory(ZOE, third.id())).isEmpty();
        Memory back = ledger.items().memory(ZOE, first.id()).orElseThrow();
        assertThat(back).isEqualTo(first);
        assertThat(ledger.items().history(ZOE, first.id()))
                .extracting(MemoryEvent::type)
                .containsExactly(MemoryEvent.Type.ADD);
        assertThat(episode().summary()).isEqualTo(first);
        assertThat(episode().turns()).as("summarised again without it").containsExactly(said.get(2), said.get(3));
        summarized(episode(), "again");
        ledger.items().forget(ZOE, said.get(0).id());
        assertThat(episode().summary()).isNull();
        assertThat(episode().turns()).containsExactly(said.get(2), said.get(3));
    }

    @Test
    void forgetting_a_summary_destroys_all_its_versions_and_it_is_not_recreated() {
        said("a", "b");
        Memory first = summarized(episode().first(1), "one");
        Memory second = summarized(episode().first(1), "two");
        assertThat(ledger.items().forget(ZOE, first.id()).memories()).isEqualTo(2);
        assertThat(ledger.items().memory(ZOE, second.id())).isEmpty();
        assertThat(ledger.summaries().unsummarized(1, 10)).isEmpty();
        said("c");
        assertThat(episode().summary()).isNull();
        assertThat(episode().turns()).extracting(StoredTurn::text).containsExactly("c");
        summarized(episode(), "fresh");
        ledger.items().forget(ZOE);
        assertThat(ledger.learning().conversation(ZOE, "main")).isEmpty();
    }

    @Test
    void a_reverted_summary_leaves_the_previous_one_to_continue() {
        said("a", "b", "c");
        Memory first = summarized(episode().first(1), "one");
        UnsummarizedTurns episode = episode().first(1);
        Memory second = summarized(episode, "two");
        Memory past = ledger.items().memory(ZOE, first.id()).orElseThrow();
        LearnedStep retract = step(second, second.toBuilder().retractedAt(NOW).build(), MemoryEvent.Type.UNDO);
        LearnedStep restore = step(past, first, MemoryEvent.Type.UNDO);
        assertThat(ledger.learning().learn(LearnedBatch.ofSteps(ZOE, List.of(retract, restore), null, SPACE, NOW)))
                .isTrue();
        assertThat(episode().summary()).isEqualTo(first);
        assertThat(episode().turns()).extracting(StoredTurn::text).containsExactly("c");
    }

    @Test
    void a_procedure_is_deleted_with_any_of_its_turns_and_nothing_is_extracted_from_them() {
        List<StoredTurn> said = said("a", "b");
        Memory procedure = Memory.builder(newId(), ZOE, "1. a 2. b", NOW)
                .kind(MemoryKind.PROCEDURE)
                .build();
        List<String> ids = said.stream().map(StoredTurn::id).toList();
        assertThat(ledger.summaries().writeDerived(learned(List.of(added(procedure, ids))), ids))
                .isTrue();
        assertThat(ledger.learning().pendingConversations(10)).isEmpty();
        assertThat(ledger.summaries().unsummarized(1, 10)).isEmpty();
        assertThat(ledger.learning().sources(ZOE, procedure.id())).hasSize(2);
        assertThat(ledger.items().forget(ZOE, said.get(0).id()).memories()).isEqualTo(1);
        assertThat(ledger.summaries().writeDerived(learned(List.of(added(procedure, ids))), ids))
                .isFalse();
        assertThat(ledger.items().memory(ZOE, procedure.id())).isEmpty();
    }

    @Test
    void current_memories_are_read_from_both_ends_with_their_number_of_sources() {
        List<StoredTurn> said = said("a", "b");
        List<String> ids = said.stream().map(StoredTurn::id).toList();
        List<Memory> facts = IntStream.range(0, 7)
                .mapToObj(i -> Memory.builder(newId(), ZOE, "fact " + i, NOW).build())
                .toList();
        List<LearnedStep> steps = new ArrayList<>();
        steps.add(added(facts.get(0), ids));
        facts.subList(1, 7).forEach(fact -> steps.add(added(fact, List.of())));
        steps.add(added(fact("retracted").retractedAt(NOW).build(), List.of()));
        steps.add(added(fact("expired").expiresAt(NOW).build(), List.of()));
        steps.add(added(fact("over").valid(Validity.unknown().until(NOW)).build(), List.of()));
        steps.add(added(fact("of a tool").origin(Origin.TOOL).build(), List.of()));
        steps.add(added(fact("a summary").kind(MemoryKind.SUMMARY).build(), List.of()));
        steps.add(added(event("yesterday", Duration.ofDays(-1)), List.of()));
        steps.add(added(event("tomorrow", Duration.ofDays(1)), List.of()));
        assertThat(ledger.learning().learn(LearnedBatch.ofSteps(ZOE, steps, null, SPACE, NOW)))
                .isTrue();

        assertThat(ledger.items().currentMemories(ZOE, NOW, 2))
                .extracting(standing -> standing.memory().text(), CurrentMemory::sources)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("fact 0", 2),
                        org.assertj.core.groups.Tuple.tuple("fact 1", 0),
                        org.assertj.core.groups.Tuple.tuple("fact 6", 0),
                        org.assertj.core.groups.Tuple.tuple("tomorrow", 0));
        assertThat(ledger.items().currentMemories(ZOE, NOW, 100)).hasSize(8);
        assertThat(ledger.items().currentMemories(TOM, NOW, 100)).isEmpty();
    }

    private static Memory.Builder fact(String text) {
        return Memory.builder(newId(), ZOE, text, NOW);
    }

    private static Memory event(String text, Duration from) {
        return fact(text)
                .kind(MemoryKind.EVENT)
                .valid(Validity.from(NOW.plus(from), dev.memoir.TimePrecision.DAY))
                .build();
    }

    private List<StoredTurn> said(String... texts) {
        return ledger.items().add(turns(ZOE, "main", texts)).turns();
    }

    private UnsummarizedTurns episode() {
        return ledger.summaries()
                .unsummarized(
                        ledger.learning()
                                .conversation(ZOE, "main")
                                .orElseThrow()
                                .id(),
                        100)
                .orElseThrow();
    }

    private Memory summarized(UnsummarizedTurns episode, String text) {
        Memory summary = summary(episode, text);
        assertThat(ledger.summaries().summarize(episode, summary.id(), learned(steps(episode, summary))))
                .isTrue();
        return summary;
    }

    private static Memory summary(UnsummarizedTurns episode, String text) {
        @Nullable Memory before = episode.summary();
        return Memory.builder(newId(), ZOE, text, NOW)
                .kind(MemoryKind.SUMMARY)
                .supersedes(before == null ? null : before.id())
                .build();
    }

    private static List<LearnedStep> steps(UnsummarizedTurns episode, Memory summary) {
        List<LearnedStep> steps = new ArrayList<>();
        LearnedStep added =
                added(summary, episode.turns().stream().map(StoredTurn::id).toList());
        steps.add(added);
        Memory before = episode.summary();
        if (before != null) {
            Memory past = before.toBuilder()
                    .supersededBy(summary.id())
                    .valid(before.valid().until(NOW))
                    .build();
            steps.add(new LearnedStep(
                    before,
                    past,
                    new MemoryEvent(
                            newId(),
                            added.event().operation(),
                            before.id(),
                            MemoryEvent.Type.SUPERSEDE,
                            before.text(),
                            summary.text(),
                            null,
                            "llm",
                            NOW),
                    List.of(),
                    null));
        }
        return steps;
    }

    private static LearnedStep added(Memory memory, List<String> turnIds) {
        return new LearnedStep(
                null,
                memory,
                new MemoryEvent(
                        newId(), newId(), memory.id(), MemoryEvent.Type.ADD, null, memory.text(), null, "llm", NOW),
                turnIds.stream().map(id -> new Citation(id, "")).toList(),
                null);
    }

    private static LearnedStep step(Memory before, Memory after, MemoryEvent.Type type) {
        return new LearnedStep(
                before,
                after,
                new MemoryEvent(newId(), newId(), after.id(), type, before.text(), after.text(), null, "llm", NOW),
                List.of(),
                null);
    }

    private static LearnedBatch learned(List<LearnedStep> steps) {
        return new LearnedBatch(ZOE, List.of(), steps, List.of(), SPACE, NOW, "llm", false, null, 7);
    }
}
