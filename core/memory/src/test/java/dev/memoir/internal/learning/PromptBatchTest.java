// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.Turn;
import dev.memoir.ledger.Conversation;
import dev.memoir.ledger.PendingBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromptBatchTest {

    private static final Scope ZOE = Scope.user("zoe");
    private static final Instant THEN = Instant.parse("2026-05-08T12:00:00Z");

    /** Each word is one token. */
    private static PendingBatch pending(int... words) {
        List<StoredTurn> turns = new ArrayList<>();
        for (int count : words) {
            Turn turn = Turn.user("yes" + " yes".repeat(count - 1));
            turns.add(new StoredTurn("t" + turns.size(), ZOE, "main", turns.size(), turn, THEN, THEN, null));
        }
        return new PendingBatch(new Conversation("c", ZOE, "main"), turns, "look for cats", 2);
    }

    private static PromptBatch batch(PendingBatch pending, int tokens) {
        return PromptBatch.of(pending, pending.turns(), tokens);
    }

    private static void expect(PromptBatch batch, int turns, boolean full) {
        assertThat(batch.batch().turns()).hasSize(turns);
        assertThat(batch.full()).isEqualTo(full);
        assertThat(batch.batch().instructions()).isEqualTo("look for cats");
        assertThat(batch.batch().attempts()).isEqualTo(2);
    }

    @Test
    void turns_within_the_token_budget_form_one_batch_that_is_not_full() {
        expect(batch(pending(10, 10, 10), 31), 3, false);
    }

    @Test
    void turns_that_use_up_the_token_budget_are_full() {
        expect(batch(pending(10, 10, 10), 30), 3, true);
    }

    @Test
    void a_turn_that_would_exceed_the_token_budget_waits_for_the_next_call() {
        expect(batch(pending(10, 10, 10), 29), 2, true);
    }

    @Test
    void a_turn_that_exceeds_the_token_budget_is_sent_alone() {
        expect(batch(pending(100, 1), 10), 1, true);
        expect(batch(pending(1, 100), 10), 1, true);
    }
}
