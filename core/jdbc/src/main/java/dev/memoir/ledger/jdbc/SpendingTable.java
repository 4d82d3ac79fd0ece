// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.Scope;
import dev.memoir.ledger.jdbc.dialect.Upsert;
import dev.memoir.maintenance.DailyTokens;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The table of tokens spent on learning, by scope and UTC day. */
final class SpendingTable {

    private static final Upsert SPENT = Upsert.builder("spending")
            .scope()
            .parameters("day", "tokens")
            .key("user_id", "agent_id", "run_id", "day")
            .update("tokens", "spending.tokens + excluded.tokens")
            .build();

    private SpendingTable() {}

    static void add(Handle handle, Scope scope, Instant at, long tokens) {
        if (tokens > 0) {
            handle.createUpdate(LedgerSql.upsert(handle, SPENT))
                    .bindMap(ScopeClause.columns(scope))
                    .bind("day", day(at))
                    .bind("tokens", tokens)
                    .execute();
        }
    }

    static long spent(Handle handle, Scope scope, Instant at) {
        ScopeClause scoped = ScopeClause.exactly(scope, "spending");
        return handle.createQuery(
                        "SELECT tokens FROM <p>spending AS spending WHERE " + scoped.sql() + " AND spending.day = :day")
                .bindMap(scoped.values())
                .bind("day", day(at))
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    /** {@return the tokens of all scopes, for each day from the given one} */
    static List<DailyTokens> perDay(Handle handle, LocalDate from) {
        return handle.createQuery("SELECT day, SUM(tokens) AS tokens FROM <p>spending WHERE day >= :from"
                        + " GROUP BY day ORDER BY day")
                .bind("from", from.toEpochDay())
                .map((row, context) -> new DailyTokens(LocalDate.ofEpochDay(row.getLong("day")), row.getLong("tokens")))
                .list();
    }

    /** {@return the number of deleted rows} */
    static int forget(Handle handle, Scope scope) {
        ScopeClause scoped = ScopeClause.reads(scope, "spending");
        return handle.createUpdate("DELETE FROM <p>spending AS spending WHERE " + scoped.sql())
                .bindMap(scoped.values())
                .execute();
    }

    private static long day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate().toEpochDay();
    }
}
