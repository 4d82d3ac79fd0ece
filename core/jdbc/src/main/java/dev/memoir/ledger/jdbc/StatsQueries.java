// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.MemoryStats;
import dev.memoir.Scope;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Counts what a scope or the whole ledger holds. */
final class StatsQueries {

    private StatsQueries() {}

    private record Tally(long all, long done, long parked) {}

    static MemoryStats stats(Handle handle, Scope scope) {
        ScopeClause turns = ScopeClause.reads(scope, "turn");
        ScopeClause memories = ScopeClause.reads(scope, "memory");
        return stats(turns(handle, turns.sql(), turns.values()), memories(handle, memories.sql(), memories.values()));
    }

    static MemoryStats stats(Handle handle) {
        return stats(turns(handle, "TRUE", Map.of()), memories(handle, "TRUE", Map.of()));
    }

    private static MemoryStats stats(Tally turns, Tally memories) {
        return new MemoryStats(
                turns.all(),
                turns.all() - turns.done() - turns.parked(),
                turns.parked(),
                memories.all() - memories.done(),
                memories.done());
    }

    private static Tally turns(Handle handle, String condition, Map<String, ?> values) {
        return tally(handle, "turn", "COALESCE(extracted_at, suppressed_at)", "parked_at", condition, values);
    }

    private static Tally memories(Handle handle, String condition, Map<String, ?> values) {
        return tally(
                handle, "memory", "COALESCE(superseded_by, CAST(retracted_at AS TEXT))", "NULL", condition, values);
    }

    /** A turn is either extracted or parked, never both. */
    private static Tally tally(
            Handle handle, String table, String done, String parked, String condition, Map<String, ?> values) {
        return handle.createQuery("SELECT COUNT(*) AS everything, COUNT(" + done + ") AS done, COUNT(" + parked
                        + ") AS given FROM <p>" + table + " AS " + table + " WHERE " + condition)
                .bindMap(values)
                .map((row, context) -> new Tally(row.getLong("everything"), row.getLong("done"), row.getLong("given")))
                .one();
    }
}
