// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.Scope;
import dev.memoir.ledger.PastStep;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reconstructs earlier states of memories: each step of the history has the state after it. */
final class StepHistory {

    private record PastState(MemoryEvent event, String state) {}

    private StepHistory() {}

    static List<PastStep> operation(Handle handle, Scope scope, String eventId) {
        ScopeClause scoped = ScopeClause.reads(scope, "event");
        return handle.createQuery(
                        "SELECT event.* FROM <p>event AS event WHERE " + scoped.sql() + " AND memory_id IS NOT NULL"
                                + " AND operation = (SELECT operation FROM <p>event AS event WHERE id = :event)"
                                + " ORDER BY ordinal")
                .bindMap(scoped.values())
                .bind("event", eventId)
                .map((row, context) -> step(handle, scope, row))
                .list();
    }

    private static PastStep step(Handle handle, Scope scope, ResultSet row) throws SQLException {
        Memory now = MemoryTable.find(handle, scope, row.getString("memory_id")).orElseThrow();
        long ordinal = row.getLong("ordinal");
        MemoryEvent event = EventTable.event(row);
        List<PastState> previous = handle.createQuery(
                        "SELECT * FROM <p>event AS event WHERE memory_id = :memory AND ordinal < :ordinal"
                                + " ORDER BY ordinal DESC LIMIT 1")
                .bind("memory", now.id())
                .bind("ordinal", ordinal)
                .map((before, context) -> new PastState(EventTable.event(before), before.getString("state")))
                .list();
        @Nullable
        Memory before = previous.isEmpty()
                ? null
                : MemoryState.read(
                        now, previous.get(0).state(), previous.get(0).event().at());
        Memory after = MemoryState.read(now, row.getString("state"), event.at());
        Optional<PastState> last = last(handle, now.id(), ordinal);
        // A change that was made since and reverted is as if it had not been made.
        boolean restored = last.isPresent()
                && last.get().event().type() == MemoryEvent.Type.UNDO
                && MemoryState.read(now, last.get().state(), event.at()).equals(after);
        return new PastStep(event, before, restored ? now : after, restored || last.isEmpty());
    }

    /** {@return the memory's last step, if it comes after the given one} */
    private static Optional<PastState> last(Handle handle, String memoryId, long ordinal) {
        return handle.createQuery("SELECT * FROM <p>event AS event WHERE memory_id = :memory AND ordinal > :ordinal"
                        + " ORDER BY ordinal DESC LIMIT 1")
                .bind("memory", memoryId)
                .bind("ordinal", ordinal)
                .map((row, context) -> new PastState(EventTable.event(row), row.getString("state")))
                .findOne();
    }

    static List<Memory> asRecorded(Handle handle, Scope scope, Instant at) {
        ScopeClause scoped = ScopeClause.reads(scope, "memory");
        Map<String, Memory> was = new LinkedHashMap<>();
        handle.createQuery("SELECT memory.*, event.state, event.at AS step_at FROM <p>event AS event"
                        + " JOIN <p>memory AS memory ON memory.id = event.memory_id WHERE " + scoped.sql()
                        + " AND event.at <= :at AND memory.suppressed_at IS NULL ORDER BY event.ordinal")
                .bindMap(scoped.values())
                .bind("at", ColumnValues.millis(at))
                .map((row, context) -> MemoryState.read(
                        MemoryTable.memory(row), row.getString("state"), ColumnValues.instant(row, "step_at")))
                .forEach(memory -> was.put(memory.id(), memory));
        return List.copyOf(was.values());
    }

    static List<MemoryEvent> rejections(Handle handle, Scope scope, int limit) {
        ScopeClause scoped = ScopeClause.reads(scope, "event");
        return handle.createQuery("SELECT event.* FROM <p>event AS event WHERE " + scoped.sql()
                        + " AND event.type = 'REJECT' ORDER BY event.ordinal DESC LIMIT :limit")
                .bindMap(scoped.values())
                .bind("limit", limit)
                .map((row, context) -> EventTable.event(row))
                .list();
    }
}
