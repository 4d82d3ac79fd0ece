package dev.memoir.ledger.jdbc;

import dev.memoir.MemoryStats;
import dev.memoir.Scope;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Counts what a scope or the whole ledger holds. */
final class Counting {

    private Counting() {}

    private record Tally(long all, long marked) {}

    static MemoryStats stats(Handle handle, Scope scope) {
        return stats(
                tally(handle, "turn", "COALESCE(extracted_at, parked_at)", ScopeClause.reads(scope, "turn")),
                tally(
                        handle,
                        "memory",
                        "COALESCE(superseded_by, CAST(retracted_at AS TEXT))",
                        ScopeClause.reads(scope, "memory")));
    }

    static MemoryStats stats(Handle handle) {
        return stats(
                tally(handle, "turn", "COALESCE(extracted_at, parked_at)", "TRUE", Map.of()),
                tally(handle, "memory", "COALESCE(superseded_by, CAST(retracted_at AS TEXT))", "TRUE", Map.of()));
    }

    private static MemoryStats stats(Tally turns, Tally memories) {
        return new MemoryStats(
                turns.all(), turns.all() - turns.marked(), memories.all() - memories.marked(), memories.marked());
    }

    private static Tally tally(Handle handle, String table, String mark, ScopeClause scoped) {
        return tally(handle, table, mark, scoped.sql(), scoped.values());
    }

    private static Tally tally(Handle handle, String table, String mark, String condition, Map<String, ?> values) {
        return handle.createQuery("SELECT COUNT(*) AS everything, COUNT(" + mark + ") AS marked FROM <p>" + table
                        + " AS " + table + " WHERE " + condition)
                .bindMap(values)
                .map((row, context) -> new Tally(row.getLong("everything"), row.getLong("marked")))
                .one();
    }
}
