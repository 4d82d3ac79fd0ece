// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.contract;

import static dev.memoir.testing.contract.Batches.NOW;
import static dev.memoir.testing.contract.Batches.SPACE;
import static dev.memoir.testing.contract.Batches.newId;
import static dev.memoir.testing.contract.Batches.turns;
import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemorySource;
import dev.memoir.ParkedTurn;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.Validity;
import dev.memoir.extract.Citation;
import dev.memoir.ledger.Conversation;
import dev.memoir.ledger.ConversationSchedule;
import dev.memoir.ledger.ConversationTask;
import dev.memoir.ledger.ConversationWork;
import dev.memoir.ledger.LearnedBatch;
import dev.memoir.ledger.LearnedStep;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.PastStep;
import dev.memoir.ledger.PendingBatch;
import dev.memoir.ledger.RejectedProposal;
import dev.memoir.ledger.StatementOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of the ledger's learning part. */
public abstract class LearningLedgerContract {

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
    void pending_turns_are_returned_in_order_until_they_are_extracted() {
        List<StoredTurn> said =
                ledger.items().add(turns(ZOE, "main", "a", "b", "c")).turns();
        Conversation conversation = ledger.learning().conversation(ZOE, "main").orElseThrow();
        assertThat(ledger.learning().pendingConversations(10)).containsExactly(conversation);
        assertThat(ledger.learning()
                        .nextPending(conversation.id(), 2)
                        .orElseThrow()
                        .turns())
                .containsExactly(said.get(0), said.get(1));
        assertThat(ledger.learning().turnsBefore(conversation.id(), 2, 1)).containsExactly(said.get(1));

        assertThat(ledger.learning().learn(batch(ids(said.subList(0, 2))))).isTrue();

        assertThat(ledger.learning()
                        .nextPending(conversation.id(), 5)
                        .orElseThrow()
                        .turns())
                .containsExactly(said.get(2));
        assertThat(ledger.learning().learn(batch(ids(said.subList(2, 3))))).isTrue();
        assertThat(ledger.learning().nextPending(conversation.id(), 5)).isEmpty();
        assertThat(ledger.learning().pendingConversations(10)).isEmpty();
    }

    @Test
    void an_extraction_takes_effect_once() {
        List<String> said = ids(ledger.items().add(turns(ZOE, "main", "a")).turns());
        assertThat(ledger.learning().learn(batch(said, added(fact("one"), said.get(0)))))
                .isTrue();
        assertThat(ledger.learning().learn(batch(said, added(fact("two"), said.get(0)))))
                .isFalse();
        assertThat(ledger.items().stats(ZOE).memories()).isEqualTo(1);
    }

    @Test
    void a_decision_on_a_memory_that_has_since_changed_writes_nothing() {
        Memory known = fact("known");
        assertThat(ledger.learning().learn(batch(List.of(), added(known, null))))
                .isTrue();
        List<String> said = ids(ledger.items().add(turns(ZOE, "main", "a")).turns());
        assertThat(ledger.items().retract(ZOE, known.id(), newId(), NOW)).isTrue();
        long last = ledger.projection().lastChange();
        Memory changed = known.toBuilder().text("changed").build();
        assertThat(ledger.learning().learn(batch(said, added(fact("new"), null), step(known, changed))))
                .isFalse();
        assertThat(ledger.projection().lastChange()).isEqualTo(last);
        assertThat(ledger.learning()
                        .nextPending(
                                ledger.learning()
                                        .conversation(ZOE, "main")
                                        .orElseThrow()
                                        .id(),
                                5))
                .isPresent();
    }

    @Test
    void a_chain_is_found_from_any_of_its_members_and_only_in_its_scope() {
        Memory second = fact("Lisbon");
        Memory first = fact("Berlin").toBuilder().supersededBy(second.id()).build();
        Memory linked = second.toBuilder().supersedes(first.id()).build();
        ledger.learning().learn(batch(List.of(), added(first, null), added(linked, null), added(fact("other"), null)));
        assertThat(ledger.learning().chains(ZOE, Set.of(first.id()))).containsExactlyInAnyOrder(first, linked);
        assertThat(ledger.learning().chains(ZOE, Set.of(linked.id()))).containsExactlyInAnyOrder(first, linked);
        assertThat(ledger.learning().chains(TOM, Set.of(linked.id()))).isEmpty();
        assertThat(ledger.learning().chains(ZOE.withAgent("a"), Set.of(linked.id())))
                .isEmpty();
    }

    @Test
    void the_sources_of_a_memory_are_readable_only_in_its_scope() {
        List<StoredTurn> said = ledger.items().add(turns(ZOE, "main", "a", "b")).turns();
        Memory fact = fact("fact");
        ledger.learning().learn(batch(ids(said), added(fact, said.get(1).id())));
        assertThat(ledger.learning().sources(ZOE, fact.id()))
                .extracting(source -> source.turn().id(), MemorySource::quote)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(said.get(1).id(), "quote"));
        assertThat(ledger.learning().sources(TOM, fact.id())).isEmpty();
        assertThat(ledger.learning().sourceTurns(List.of(fact.id())))
                .isEqualTo(Map.of(fact.id(), Set.of(said.get(1).id())));
    }

    @Test
    void turns_report_the_order_in_which_they_were_said() {
        List<StoredTurn> said = ledger.items().add(turns(ZOE, "main", "a", "b")).turns();
        Map<String, StatementOrder> times = ledger.learning()
                .statementOrders(List.of(said.get(0).id(), said.get(1).id(), "01890a5d-ac96-774b-bcce-b302099a8057"));
        assertThat(times)
                .isEqualTo(Map.of(
                        said.get(0).id(),
                        StatementOrder.of(said.get(0)),
                        said.get(1).id(),
                        StatementOrder.of(said.get(1))));
        assertThat(times.get(said.get(0).id())).isLessThan(times.get(said.get(1).id()));
    }

    @Test
    void parked_turns_are_listed_with_their_reason_and_come_back_when_replayed() {
        List<StoredTurn> said = ledger.items().add(turns(ZOE, "main", "a", "b")).turns();
        Conversation conversation = ledger.learning().conversation(ZOE, "main").orElseThrow();
        ledger.learning().failed(ZOE, ids(said.subList(0, 1)), 7, NOW);
        assertThat(ledger.learning().spent(ZOE, NOW)).isEqualTo(7);
        assertThat(ledger.learning().nextPending(conversation.id(), 5).orElseThrow())
                .as("what failed is tried by itself")
                .returns(1, PendingBatch::attempts)
                .extracting(PendingBatch::turns)
                .isEqualTo(said.subList(0, 1));
        ledger.learning().park(ids(said.subList(0, 1)), "unreadable", NOW);
        assertThat(ledger.learning().parked(ZOE, 10)).singleElement().returns("unreadable", ParkedTurn::reason);
        assertThat(ledger.learning().parked(TOM, 10)).isEmpty();
        assertThat(ledger.learning()
                        .nextPending(conversation.id(), 5)
                        .orElseThrow()
                        .turns())
                .isEqualTo(said.subList(1, 2));
        assertThat(ledger.learning().turnsBefore(conversation.id(), 2, 5))
                .as("what was rejected alone would have others rejected")
                .isEqualTo(said.subList(1, 2));
        assertThat(ledger.learning().replay(TOM)).isEmpty();
        assertThat(ledger.learning().replay(ZOE)).containsExactly(conversation);
        assertThat(ledger.learning().nextPending(conversation.id(), 5).orElseThrow())
                .returns(0, PendingBatch::attempts)
                .extracting(PendingBatch::turns)
                .isEqualTo(said);
    }

    @Test
    void every_state_that_a_memory_had_can_be_read_again() {
        Memory first = fact("first");
        ledger.learning().learn(batch(List.of(), added(first, null)));
        Instant later = NOW.plusSeconds(60);
        Memory second = first.toBuilder()
                .text("second")
                .valid(Validity.unknown().until(later))
                .updatedAt(later)
                .build();
        LearnedStep step = step(first, second);
        assertThat(ledger.learning().learn(LearnedBatch.ofSteps(ZOE, List.of(step), null, SPACE, later)))
                .isTrue();
        assertThat(ledger.learning().asRecorded(ZOE, NOW.minusMillis(1))).isEmpty();
        assertThat(ledger.learning().asRecorded(ZOE, NOW)).containsExactly(first);
        assertThat(ledger.learning().asRecorded(ZOE, later)).containsExactly(second);
        assertThat(ledger.learning().asRecorded(TOM, later)).isEmpty();
        assertThat(ledger.learning().operation(ZOE, step.event().id()))
                .containsExactly(new PastStep(step.event(), first, second, true));
        assertThat(ledger.learning().operation(TOM, step.event().id())).isEmpty();
    }

    @Test
    void a_rejection_is_kept_with_its_reason_until_its_turn_is_forgotten() {
        List<StoredTurn> said = ledger.items().add(turns(ZOE, "main", "a")).turns();
        MemoryEvent away =
                new MemoryEvent(newId(), newId(), null, MemoryEvent.Type.REJECT, null, "x", "SECRET", "llm", NOW);
        ledger.learning()
                .learn(new LearnedBatch(
                        ZOE,
                        ids(said),
                        List.of(),
                        List.of(new RejectedProposal(
                                away, List.of(new Citation(said.get(0).id(), "a")))),
                        SPACE,
                        NOW,
                        "extractor",
                        false,
                        null,
                        0));
        assertThat(ledger.learning().rejections(ZOE, 10)).containsExactly(away);
        assertThat(ledger.learning().rejections(TOM, 10)).isEmpty();
        assertThat(ledger.items().forget(ZOE, said.get(0).id()).events()).isEqualTo(1);
        assertThat(ledger.learning().rejections(ZOE, 10)).isEmpty();
    }

    @Test
    void a_memory_is_deleted_with_the_last_of_its_source_turns() {
        List<StoredTurn> said = ledger.items().add(turns(ZOE, "main", "a", "b")).turns();
        Memory fact = fact("fact");
        LearnedStep both = new LearnedStep(
                null,
                fact,
                event(fact, MemoryEvent.Type.ADD),
                said.stream().map(turn -> new Citation(turn.id(), "quote")).toList(),
                null);
        ledger.learning().learn(batch(ids(said), both));
        assertThat(ledger.items().forget(ZOE, said.get(0).id()).memories()).isZero();
        assertThat(ledger.items().memory(ZOE, fact.id())).isPresent();
        assertThat(ledger.items().forget(ZOE, said.get(1).id()).memories()).isEqualTo(1);
        assertThat(ledger.items().memory(ZOE, fact.id())).isEmpty();
    }

    @Test
    void forgetting_a_successor_leaves_none_of_its_words_in_the_history_of_the_superseded_memory() {
        Memory second = fact("a secret of Lisbon");
        Memory first = fact("Berlin");
        ledger.learning().learn(batch(List.of(), added(first, null)));
        Memory past = first.toBuilder().supersededBy(second.id()).build();
        MemoryEvent added = event(second, MemoryEvent.Type.ADD);
        MemoryEvent superseded = new MemoryEvent(
                newId(),
                added.operation(),
                first.id(),
                MemoryEvent.Type.SUPERSEDE,
                first.text(),
                second.text(),
                null,
                "llm",
                NOW);
        ledger.learning()
                .learn(batch(
                        List.of(),
                        new LearnedStep(null, second, added, List.of(), null),
                        new LearnedStep(first, past, superseded, List.of(), null)));
        ledger.items().forget(ZOE, second.id());
        assertThat(ledger.items().history(ZOE, first.id()).toString()).doesNotContain("Lisbon");
    }

    @Test
    void tokens_are_counted_by_scope_and_day_and_forgotten_with_the_scope() {
        List<StoredTurn> said = ledger.items().add(turns(ZOE, "main", "a")).turns();
        assertThat(ledger.learning()
                        .learn(new LearnedBatch(
                                ZOE, ids(said), List.of(), List.of(), SPACE, NOW, "extractor", false, null, 100)))
                .isTrue();
        ledger.learning().failed(ZOE, ids(said), 11, NOW);
        ledger.learning().failed(ZOE, ids(said), 5, NOW.plus(Duration.ofDays(1)));
        assertThat(ledger.learning().spent(ZOE, NOW)).isEqualTo(111);
        assertThat(ledger.learning().spent(ZOE, NOW.plus(Duration.ofDays(1)))).isEqualTo(5);
        assertThat(ledger.learning().spent(TOM, NOW)).isZero();
        ledger.items().forget(ZOE);
        assertThat(ledger.learning().spent(ZOE, NOW)).isZero();
    }

    @Test
    void another_extractor_processes_turns_again_once() {
        List<StoredTurn> said =
                ledger.items().add(turns(ZOE, "main", "a", "b", "c")).turns();
        Conversation conversation = ledger.learning().conversation(ZOE, "main").orElseThrow();
        assertThat(ledger.learning().nextForReextraction(conversation.id(), "newer", -1, 5))
                .as("nothing was extracted yet")
                .isEmpty();
        Memory fact = fact("fact");
        ledger.learning()
                .learn(batch(ids(said.subList(0, 2)), added(fact, said.get(0).id())));
        assertThat(ledger.learning().nextForReextraction(conversation.id(), "extractor", -1, 5))
                .isEmpty();
        assertThat(ledger.learning()
                        .nextForReextraction(conversation.id(), "newer", -1, 5)
                        .orElseThrow()
                        .turns())
                .extracting(StoredTurn::id)
                .isEqualTo(ids(said.subList(0, 2)));
        assertThat(ledger.learning()
                        .nextForReextraction(
                                conversation.id(), "newer", said.get(0).sequence(), 5)
                        .orElseThrow()
                        .turns())
                .extracting(StoredTurn::id)
                .isEqualTo(ids(said.subList(1, 2)));
        assertThat(ledger.learning().conversations(ZOE)).containsExactly(conversation);
        assertThat(ledger.learning().conversations(TOM)).isEmpty();
        assertThat(ledger.learning().extractedFrom(ZOE, ids(said))).containsExactly(fact);
        assertThat(ledger.learning().extractedFrom(TOM, ids(said))).isEmpty();

        LearnedBatch again = new LearnedBatch(
                ZOE, ids(said.subList(0, 2)), List.of(), List.of(), SPACE, NOW, "newer", true, null, 0);
        assertThat(ledger.learning().learn(again)).isTrue();
        assertThat(ledger.learning().learn(again)).isFalse();
        assertThat(ledger.learning().nextForReextraction(conversation.id(), "newer", -1, 5))
                .isEmpty();
    }

    @Test
    void one_worker_at_a_time_processes_a_due_conversation_until_it_is_done() {
        ConcurrentLinkedQueue<String> worked = new ConcurrentLinkedQueue<>();
        Semaphore alone = new Semaphore(1);
        ConversationWork work = id -> {
            boolean entered = alone.tryAcquire();
            worked.add(entered ? id : "two at a time");
            try {
                return worked.size() < 3 ? Optional.of(Duration.ofMillis(1)) : Optional.empty();
            } finally {
                if (entered) {
                    alone.release();
                }
            }
        };
        try (ConversationSchedule schedule =
                ledger.schedule(Map.of(ConversationTask.EXTRACT, work), 3, Duration.ofMillis(20))) {
            schedule.due(ConversationTask.EXTRACT, "one", Duration.ofDays(1));
            schedule.due(ConversationTask.EXTRACT, "one", Duration.ZERO);
            schedule.due(ConversationTask.EXTRACT, "one", Duration.ofDays(2));
            Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> worked.size() >= 3);
        }
        assertThat(worked).containsExactly("one", "one", "one");
    }

    private static Memory fact(String text) {
        return Memory.builder(newId(), ZOE, text, NOW).build();
    }

    private static LearnedStep added(Memory memory, @Nullable String turnId) {
        return new LearnedStep(
                null,
                memory,
                event(memory, MemoryEvent.Type.ADD),
                turnId == null ? List.of() : List.of(new Citation(turnId, "quote")),
                null);
    }

    private static LearnedStep step(Memory before, Memory after) {
        MemoryEvent event = new MemoryEvent(
                newId(),
                newId(),
                after.id(),
                MemoryEvent.Type.UPDATE,
                before.text(),
                after.text(),
                null,
                "llm",
                after.updatedAt());
        return new LearnedStep(before, after, event, List.of(), null);
    }

    private static MemoryEvent event(Memory memory, MemoryEvent.Type type) {
        return new MemoryEvent(newId(), newId(), memory.id(), type, null, memory.text(), "why", "llm", NOW);
    }

    private static LearnedBatch batch(List<String> turnIds, LearnedStep... steps) {
        return new LearnedBatch(ZOE, turnIds, List.of(steps), List.of(), SPACE, NOW, "extractor", false, null, 0);
    }

    private static List<String> ids(List<StoredTurn> turns) {
        return turns.stream().map(StoredTurn::id).toList();
    }
}
