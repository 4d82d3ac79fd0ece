// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.Page;
import dev.memoir.ParkedTurn;
import dev.memoir.Scope;
import dev.memoir.ledger.AdminLedger;
import dev.memoir.maintenance.DailyTokens;
import dev.memoir.maintenance.ScopeListRequest;
import dev.memoir.maintenance.ScopeSummary;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What operators read in a relational database. Thread-safe. */
final class JdbcAdminLedger implements AdminLedger {

    private final LedgerDatabase database;

    JdbcAdminLedger(LedgerDatabase database) {
        this.database = database;
    }

    @Override
    public Page<ScopeSummary> scopes(ScopeListRequest request) {
        return database.read(handle -> ScopeQueries.page(handle, request));
    }

    @Override
    public Optional<Scope> scopeOf(String id) {
        return database.read(handle -> ScopeQueries.of(handle, id));
    }

    @Override
    public List<DailyTokens> spending(LocalDate from) {
        return database.read(handle -> SpendingTable.perDay(handle, from));
    }

    @Override
    public List<ParkedTurn> parked(int limit) {
        return database.read(handle -> PendingTurns.parked(handle, limit));
    }
}
