// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.Scope;
import dev.memoir.ledger.CurrentMemory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Queries the current memories from both ends: a person's basic facts are recorded first, recent matters last. */
final class CurrentMemories {

    private static final String SELECT = "SELECT memory.*, (SELECT COUNT(DISTINCT turn_id) FROM <p>source AS source"
            + " WHERE source.item_id = memory.id AND source.undone_by IS NULL) AS sources FROM <p>memory AS memory"
            + " WHERE "
            + MemoryTable.RECALLABLE
            + " AND memory.kind IN ('FACT', 'PREFERENCE', 'EVENT') AND memory.origin IN ('USER', 'ASSISTANT')"
            + " AND (memory.expires_at IS NULL OR memory.expires_at > :now)"
            + " AND (memory.valid_to IS NULL OR memory.valid_to > :now)"
            + " AND (memory.kind <> 'EVENT' OR memory.valid_from >= :today) AND ";

    private CurrentMemories() {}

    static List<CurrentMemory> read(Handle handle, Scope scope, Instant now, int limit) {
        ScopeClause scoped = ScopeClause.reads(scope, "memory");
        String ends = "SELECT * FROM (" + SELECT + scoped.sql() + " ORDER BY memory.ordinal LIMIT :limit) AS first"
                + " UNION ALL SELECT * FROM (" + SELECT + scoped.sql()
                + " ORDER BY memory.ordinal DESC LIMIT :limit) AS latest ORDER BY ordinal";
        Map<String, CurrentMemory> found = new LinkedHashMap<>();
        handle.createQuery(ends)
                .bindMap(scoped.values())
                .bind("now", ColumnValues.millis(now))
                .bind("today", ColumnValues.millis(now.truncatedTo(ChronoUnit.DAYS)))
                .bind("limit", limit)
                .map((row, context) -> new CurrentMemory(MemoryTable.memory(row), row.getInt("sources")))
                .forEach(current -> found.putIfAbsent(current.memory().id(), current));
        return List.copyOf(found.values());
    }
}
