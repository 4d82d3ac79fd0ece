package dev.memoir.ledger.jdbc;

import dev.memoir.MemoryEvent;
import dev.memoir.Scope;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The history of memories. */
final class EventTable {

    private EventTable() {}

    static void insert(Handle handle, List<MemoryEvent> events) {
        try (PreparedBatch rows = handle.prepareBatch("""
                INSERT INTO event (id, memory_id, type, actor, at, why, old_text, new_text)
                VALUES (:id, :memory, :type, :actor, :at, :why, :old, :new)
                """)) {
            for (MemoryEvent event : events) {
                rows.bind("id", event.id())
                        .bind("memory", event.memoryId())
                        .bind("type", event.type().name())
                        .bind("actor", event.actor())
                        .bind("at", Columns.millis(event.at()))
                        .bind("why", event.why())
                        .bind("old", event.oldText())
                        .bind("new", event.newText())
                        .add();
            }
            rows.execute();
        }
    }

    static List<MemoryEvent> of(Handle handle, Scope scope, String memoryId) {
        ScopeClause scoped = ScopeClause.reads(scope, "memory");
        return handle.createQuery("SELECT event.* FROM event JOIN memory ON memory.id = event.memory_id"
                        + " WHERE event.memory_id = :id AND " + scoped.sql() + " ORDER BY event.ordinal")
                .bindMap(scoped.values())
                .bind("id", memoryId)
                .map((row, context) -> new MemoryEvent(
                        row.getString("id"),
                        row.getString("memory_id"),
                        MemoryEvent.Type.valueOf(row.getString("type")),
                        row.getString("old_text"),
                        row.getString("new_text"),
                        row.getString("why"),
                        row.getString("actor"),
                        Columns.instant(row, "at")))
                .list();
    }
}
