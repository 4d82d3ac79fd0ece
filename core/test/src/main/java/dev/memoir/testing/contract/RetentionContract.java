// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.contract;

import static dev.memoir.testing.contract.Batches.NOW;
import static dev.memoir.testing.contract.Batches.SPACE;
import static dev.memoir.testing.contract.Batches.memories;
import static dev.memoir.testing.contract.Batches.memory;
import static dev.memoir.testing.contract.Batches.newId;
import static dev.memoir.testing.contract.Batches.turn;
import static dev.memoir.testing.contract.Batches.turns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.memoir.ForgetResult;
import dev.memoir.ItemType;
import dev.memoir.ListRequest;
import dev.memoir.Memory;
import dev.memoir.MemoryKind;
import dev.memoir.MemoryUpdate;
import dev.memoir.Metadata;
import dev.memoir.RetentionRule;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.index.IndexChange;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.NewMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of retention: what rules delete, what they keep, and what a dry run reports. */
public abstract class RetentionContract {

    private static final Scope ZOE = Scope.user("zoe");
    private static final Scope TOM = Scope.user("tom");
    private static final Instant LATER = NOW.plus(Duration.ofDays(10));

    private Ledger ledger;

    /** {@return an empty ledger} */
    protected abstract Ledger open();

    @BeforeEach
    void openLedger() {
        ledger = open();
    }

    @AfterEach
    void closeLedger() {
        ledger.close();
    }

    @Test
    void an_age_rule_deletes_older_items_with_history_and_vectors_but_not_those_changed_since() {
        Memory old = add(memory(ZOE, "old", null, Metadata.none(), new float[] {1}));
        Memory changed = add(memory(ZOE, "changed"));
        ledger.items()
                .update(
                        ZOE,
                        changed.id(),
                        MemoryUpdate.text("changed again"),
                        null,
                        SPACE,
                        newId(),
                        NOW.plus(Duration.ofDays(8)));

        ForgetResult receipt = ledger.items().sweep(RetentionRule.memories(Duration.ofDays(5)), LATER);

        assertThat(Batches.counts(receipt)).containsExactly(0L, 1L, 1L, 1L);
        assertThat(ledger.items().memory(ZOE, old.id())).isEmpty();
        assertThat(ledger.items().history(ZOE, old.id())).isEmpty();
        assertThat(ledger.items().memory(ZOE, changed.id())).isPresent();
        assertThat(ledger.projection().changes(0, 100, SPACE))
                .filteredOn(IndexChange.Remove.class::isInstance)
                .extracting(change -> change.ref().id())
                .containsExactly(old.id());
    }

    @Test
    void no_rule_deletes_pinned_memories_until_they_are_unpinned() {
        Memory pinned = add(memory(ZOE, "kept"));
        ledger.items().update(ZOE, pinned.id(), MemoryUpdate.pinned(true), null, SPACE, newId(), NOW);
        assertThat(ledger.items().memory(ZOE, pinned.id())).get().matches(Memory::pinned);

        assertThat(ledger.items().sweep(RetentionRule.memories(Duration.ZERO), LATER))
                .matches(ForgetResult::isEmpty);

        ledger.items().update(ZOE, pinned.id(), MemoryUpdate.pinned(false), null, SPACE, newId(), NOW);
        assertThat(ledger.items()
                        .sweep(RetentionRule.memories(Duration.ZERO), LATER)
                        .memories())
                .isOne();
    }

    @Test
    void a_rule_for_kinds_or_a_scope_keeps_all_others() {
        Memory fact = add(memory(ZOE, "a fact"));
        add(memory(TOM, "another"));
        assertThat(ledger.items().sweep(RetentionRule.memories(Duration.ZERO, MemoryKind.EVENT), LATER))
                .matches(ForgetResult::isEmpty);
        assertThat(ledger.items()
                        .sweep(
                                RetentionRule.memories(Duration.ZERO, MemoryKind.EVENT, MemoryKind.FACT)
                                        .in(TOM),
                                LATER)
                        .memories())
                .isOne();
        assertThat(ledger.items().memory(ZOE, fact.id())).isPresent();
    }

    @Test
    void expired_and_past_memories_are_deleted_after_their_grace_period_and_not_before() {
        Memory expiring = add(memory(ZOE, "expires", NOW.plus(Duration.ofDays(3)), Metadata.none(), null));
        Memory denied = add(memory(ZOE, "denied"));
        ledger.items().retract(ZOE, denied.id(), newId(), NOW.plus(Duration.ofDays(3)));
        Memory standing = add(memory(ZOE, "stands"));

        for (RetentionRule.Since since : List.of(RetentionRule.Since.EXPIRED, RetentionRule.Since.PAST)) {
            assertThat(ledger.items().sweep(rule(since, Duration.ofDays(8)), LATER))
                    .matches(ForgetResult::isEmpty);
            assertThat(ledger.items()
                            .sweep(rule(since, Duration.ofDays(7)), LATER)
                            .memories())
                    .isOne();
        }
        assertThat(ledger.items().memory(ZOE, expiring.id())).isEmpty();
        assertThat(ledger.items().memory(ZOE, denied.id())).isEmpty();
        assertThat(ledger.items().memory(ZOE, standing.id())).isPresent();
    }

    private static RetentionRule rule(RetentionRule.Since since, Duration after) {
        return new RetentionRule(null, ItemType.MEMORY, Set.of(), since, after);
    }

    @Test
    void a_rule_for_turns_deletes_the_turns_and_their_conversation() {
        ledger.items().add(turns(ZOE, "main", List.of(turn("hello", new float[] {1}), turn("bye", null))));

        ForgetResult receipt = ledger.items().sweep(RetentionRule.turns(Duration.ofDays(10)), LATER);

        assertThat(Batches.counts(receipt)).containsExactly(2L, 0L, 0L, 1L);
        assertThat(receipt.rows()).containsEntry("conversation", 1L);
        assertThat(ledger.items().turns(ListRequest.builder(ZOE).build()).items())
                .isEmpty();
    }

    @Test
    void a_sweep_deletes_more_than_one_transaction_can() {
        ledger.items()
                .add(turns(
                        ZOE,
                        "main",
                        IntStream.range(0, 1_000).mapToObj(i -> "turn " + i).toArray(String[]::new)));
        assertThat(ledger.items()
                        .sweep(RetentionRule.turns(Duration.ZERO), LATER)
                        .turns())
                .isEqualTo(1_000);
    }

    @Test
    void a_dry_run_counts_and_destroys_nothing() {
        add(memory(ZOE, "old", null, Metadata.none(), new float[] {1}));
        ledger.items().add(turns(ZOE, "main", List.of(turn("hello", new float[] {1}))));
        long last = ledger.projection().lastChange();

        ForgetResult memories = ledger.items().previewSweep(RetentionRule.memories(Duration.ZERO), LATER);
        ForgetResult turns = ledger.items().previewSweep(RetentionRule.turns(Duration.ZERO), LATER);
        ForgetResult all = ledger.items().previewForget(ZOE);

        assertThat(Batches.counts(memories)).containsExactly(0L, 1L, 1L, 1L);
        assertThat(Batches.counts(turns)).containsExactly(1L, 0L, 0L, 1L);
        assertThat(Batches.counts(all)).containsExactly(1L, 1L, 1L, 2L);
        assertThat(ledger.projection().lastChange()).isEqualTo(last);
        assertThat(ledger.items().turns(ListRequest.builder(ZOE).build()).items())
                .extracting(StoredTurn::text)
                .containsExactly("hello");
        assertThat(ledger.items().forget(ZOE).rows()).isEqualTo(all.rows());
    }

    @Test
    void recurring_work_runs_again_after_a_failure() {
        AtomicInteger runs = new AtomicInteger();
        try (Ledger.Resource working = ledger.recurring("test", Duration.ofMillis(50), () -> {
            if (runs.incrementAndGet() == 1) {
                throw new IllegalStateException("the first time");
            }
        })) {
            assertThat(working).isNotNull();
            await().until(() -> runs.get() >= 3);
        }
    }

    private Memory add(NewMemory memory) {
        return ledger.items()
                .add(memories(memory.memory().scope(), memory))
                .memories()
                .get(0);
    }
}
