// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

import dev.memoir.Page;
import dev.memoir.ParkedTurn;
import dev.memoir.Scope;
import dev.memoir.maintenance.DailyTokens;
import dev.memoir.maintenance.ScopeListRequest;
import dev.memoir.maintenance.ScopeSummary;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The part of a ledger that operators read, across all scopes. Every method is one transaction. */
public interface AdminLedger {

    /**
     * {@return a page of the scopes that turns and current memories were written with, in the order of their ids}
     *
     * @param request how to group and restrict them
     */
    Page<ScopeSummary> scopes(ScopeListRequest request);

    /**
     * {@return the scope that a turn, a memory or a step of a history was written with}
     *
     * @param id the id of the turn, the memory or the step
     */
    Optional<Scope> scopeOf(String id);

    /**
     * {@return the tokens spent on each day on which any were spent, in order}
     *
     * @param from the first day, in UTC
     */
    List<DailyTokens> spending(LocalDate from);

    /**
     * {@return parked turns, in the order in which they were recorded}
     *
     * @param limit the maximum number of turns
     */
    List<ParkedTurn> parked(int limit);
}
