// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.contract;

import static dev.memoir.testing.contract.Batches.NOW;
import static dev.memoir.testing.contract.Batches.memories;
import static dev.memoir.testing.contract.Batches.newId;
import static dev.memoir.testing.contract.Batches.turns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.memoir.InvalidInputException;
import dev.memoir.Memory;
import dev.memoir.Page;
import dev.memoir.ParkedTurn;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.ledger.Ledger;
import dev.memoir.maintenance.DailyTokens;
import dev.memoir.maintenance.ScopeListRequest;
import dev.memoir.maintenance.ScopePart;
import dev.memoir.maintenance.ScopeSummary;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of what operators read of a ledger, across all scopes. */
public abstract class AdminLedgerContract {

    private static final Scope ZOE = Scope.user("zoe");
    private static final Scope TOM = Scope.user("tom");
    private static final LocalDate TODAY = LocalDate.parse("2026-03-01");

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
    void scopes_are_listed_with_the_number_of_their_turns_and_current_memories() {
        ledger.items().add(turns(ZOE, "chat", "Hello.", "Hello again."));
        Memory memory = stored(ZOE, "Zoe plays chess.");
        stored(ZOE.withAgent("cook"), "Zoe likes soup.");
        stored(Scope.agent("cook"), "Soup is hot.");
        ledger.items().retract(ZOE, memory.id(), newId(), NOW);
        assertThat(all(ScopeListRequest.builder()))
                .extracting(ScopeSummary::userId, ScopeSummary::agentId, ScopeSummary::turns, ScopeSummary::memories)
                .containsExactly(tuple(null, "cook", 0L, 1L), tuple("zoe", null, 2L, 0L), tuple("zoe", "cook", 0L, 1L));
    }

    @Test
    void users_agents_and_runs_are_listed_by_themselves() {
        stored(ZOE.withAgent("cook"), "Zoe likes soup.");
        stored(ZOE.withRun("run-1"), "Zoe likes tea.");
        stored(Scope.agent("cook"), "Soup is hot.");
        assertThat(all(ScopeListRequest.builder().groupBy(ScopePart.USER)))
                .extracting(ScopeSummary::userId, ScopeSummary::agentId, ScopeSummary::memories)
                .containsExactly(tuple("zoe", null, 2L));
        assertThat(all(ScopeListRequest.builder().groupBy(ScopePart.AGENT)))
                .extracting(ScopeSummary::userId, ScopeSummary::agentId, ScopeSummary::memories)
                .containsExactly(tuple(null, "cook", 2L));
        assertThat(all(ScopeListRequest.builder().groupBy(ScopePart.RUN).userId("tom")))
                .isEmpty();
        assertThat(all(ScopeListRequest.builder().agentId("cook"))).hasSize(2);
    }

    @Test
    void pages_of_scopes_neither_repeat_nor_skip_any() {
        List<String> users = List.of("%", "*", "a", "a-b", "b", "ß", "日本");
        users.forEach(user -> stored(Scope.user(user), "A fact."));
        ScopeListRequest.Builder request =
                ScopeListRequest.builder().groupBy(ScopePart.USER).limit(2);
        assertThat(all(request)).extracting(ScopeSummary::userId).containsExactlyInAnyOrderElementsOf(users);
        assertThatThrownBy(() -> ledger.admin()
                        .scopes(ScopeListRequest.builder().after("turn-1").build()))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void the_scope_of_an_item_and_of_its_steps_is_found_by_its_id() {
        Scope written = ZOE.withAgent("cook");
        Memory memory = stored(written, "Zoe likes soup.");
        StoredTurn turn =
                ledger.items().add(turns(TOM, "chat", "Hello.")).turns().get(0);
        String step = ledger.items().history(written, memory.id()).get(0).id();
        assertThat(ledger.admin().scopeOf(memory.id())).contains(written);
        assertThat(ledger.admin().scopeOf(step)).contains(written);
        assertThat(ledger.admin().scopeOf(turn.id())).contains(TOM);
        assertThat(ledger.admin().scopeOf("unknown")).isEmpty();
        ledger.items().forget(written);
        assertThat(ledger.admin().scopeOf(memory.id())).isEmpty();
    }

    @Test
    void spending_is_summed_for_each_day() {
        ledger.learning().spend(ZOE, 100, NOW.minus(Duration.ofDays(1)));
        ledger.learning().spend(ZOE, 10, NOW);
        ledger.learning().spend(TOM, 5, NOW);
        assertThat(ledger.admin().spending(TODAY.minusDays(1)))
                .containsExactly(new DailyTokens(TODAY.minusDays(1), 100), new DailyTokens(TODAY, 15));
        assertThat(ledger.admin().spending(TODAY)).containsExactly(new DailyTokens(TODAY, 15));
    }

    @Test
    void parked_turns_of_all_scopes_are_listed() {
        for (Scope scope : List.of(ZOE, TOM)) {
            StoredTurn turn =
                    ledger.items().add(turns(scope, "chat", "Hello.")).turns().get(0);
            ledger.learning().park(List.of(turn.id()), "unreadable", NOW);
        }
        assertThat(ledger.admin().parked(10))
                .extracting(ParkedTurn::turn)
                .extracting(StoredTurn::scope)
                .containsExactly(ZOE, TOM);
        assertThat(ledger.admin().parked(1)).hasSize(1);
    }

    private Memory stored(Scope scope, String text) {
        return ledger.items().add(memories(scope, text)).memories().get(0);
    }

    private List<ScopeSummary> all(ScopeListRequest.Builder request) {
        List<ScopeSummary> all = new ArrayList<>();
        @Nullable String after = null;
        do {
            Page<ScopeSummary> page = ledger.admin().scopes(request.after(after).build());
            all.addAll(page.items());
            after = page.next();
        } while (after != null);
        return all;
    }
}
