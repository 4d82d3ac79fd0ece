package dev.memoir.ledger.jdbc;

import dev.memoir.MemoryStats;
import dev.memoir.Scope;
import org.jdbi.v3.core.Handle;

/** Counts what a scope holds. */
final class Counting {

    private Counting() {}

    private record Tally(long all, long marked) {}

    static MemoryStats stats(Handle handle, Scope scope) {
        Tally turns = tally(handle, scope, "turn", "extracted_at");
        Tally memories = tally(handle, scope, "memory", "retracted_at");
        return new MemoryStats(
                turns.all(), turns.all() - turns.marked(), memories.all() - memories.marked(), memories.marked());
    }

    private static Tally tally(Handle handle, Scope scope, String table, String mark) {
        ScopeClause scoped = ScopeClause.reads(scope, table);
        return handle.createQuery("SELECT COUNT(*) AS everything, COUNT(" + mark + ") AS marked FROM " + table
                        + " WHERE " + scoped.sql())
                .bindMap(scoped.values())
                .map((row, context) -> new Tally(row.getLong("everything"), row.getLong("marked")))
                .one();
    }
}
