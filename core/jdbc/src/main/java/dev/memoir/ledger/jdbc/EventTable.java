// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table of history steps, each with the state of the memory after it. */
final class EventTable {

    private EventTable() {}

    static void insert(Handle handle, MemoryEvent event, Memory after) {
        insert(handle, event, after.scope(), event.memoryId(), null, MemoryState.write(after));
    }

    /** Records a rejected proposal. */
    static void reject(Handle handle, MemoryEvent event, Scope scope) {
        insert(handle, event, scope, null, null, null);
    }

    /** Records that a turn was suppressed or made visible again. */
    static void insertOfTurn(Handle handle, MemoryEvent event, Scope scope, String state) {
        insert(handle, event, scope, null, event.memoryId(), state);
    }

    private static void insert(
            Handle handle,
            MemoryEvent event,
            Scope scope,
            @Nullable String memoryId,
            @Nullable String turnId,
            @Nullable String state) {
        handle.createUpdate("""
                        INSERT INTO <p>event (id, operation, user_id, agent_id, run_id, memory_id, turn_id, type,
                            actor, at, why, old_text, new_text, state)
                        VALUES (:id, :operation, :user, :agent, :run, :memory, :turn, :type, :actor, :at, :why,
                            :old, :new, :state)
                        """)
                .bindMap(ScopeClause.columns(scope))
                .bind("id", event.id())
                .bind("operation", event.operation())
                .bind("memory", memoryId)
                .bind("turn", turnId)
                .bind("type", event.type().name())
                .bind("actor", event.actor())
                .bind("at", ColumnValues.millis(event.at()))
                .bind("why", event.reason())
                .bind("old", event.oldText())
                .bind("new", event.newText())
                .bind("state", state)
                .execute();
    }

    static List<MemoryEvent> of(Handle handle, Scope scope, String itemId) {
        ScopeClause scoped = ScopeClause.reads(scope, "event");
        return handle.createQuery(
                        "SELECT event.* FROM <p>event AS event WHERE (event.memory_id = :id OR event.turn_id = :id)"
                                + " AND "
                                + scoped.sql() + " ORDER BY event.ordinal")
                .bindMap(scoped.values())
                .bind("id", itemId)
                .map((row, context) -> event(row))
                .list();
    }

    static MemoryEvent event(ResultSet row) throws SQLException {
        return new MemoryEvent(
                row.getString("id"),
                row.getString("operation"),
                row.getString("memory_id") == null ? row.getString("turn_id") : row.getString("memory_id"),
                MemoryEvent.Type.valueOf(row.getString("type")),
                row.getString("old_text"),
                row.getString("new_text"),
                row.getString("why"),
                row.getString("actor"),
                ColumnValues.instant(row, "at"));
    }
}
