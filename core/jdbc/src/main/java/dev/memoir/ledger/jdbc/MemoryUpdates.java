// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.ItemType;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryUpdate;
import dev.memoir.Scope;
import dev.memoir.index.ItemRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Updates and retracts memories; each change is recorded in their history and in the change feed. */
final class MemoryUpdates {

    private MemoryUpdates() {}

    static Optional<Memory> update(
            Handle handle,
            Scope scope,
            String id,
            MemoryUpdate update,
            float @Nullable [] vector,
            String embedderId,
            String eventId,
            Instant now) {
        return current(handle, scope, id).map(old -> {
            Memory changed = changed(old, update, ColumnValues.stored(now));
            write(handle, changed, MemoryEvent.Type.UPDATE, old.text(), changed.text(), update.reason(), eventId);
            if (!changed.text().equals(old.text())) {
                VectorTable.drop(handle, id);
                VectorTable.put(handle, embedderId, vector == null ? Map.of() : Map.of(id, vector));
            }
            return changed;
        });
    }

    static boolean retract(Handle handle, Scope scope, String id, String eventId, Instant now) {
        Optional<Memory> current = current(handle, scope, id);
        current.ifPresent(memory -> write(
                handle,
                memory.toBuilder()
                        .retractedAt(ColumnValues.stored(now))
                        .updatedAt(ColumnValues.stored(now))
                        .build(),
                MemoryEvent.Type.DELETE,
                memory.text(),
                null,
                null,
                eventId));
        return current.isPresent();
    }

    private static Optional<Memory> current(Handle handle, Scope scope, String id) {
        return MemoryTable.find(handle, scope, id).filter(Memory::current);
    }

    private static void write(
            Handle handle,
            Memory after,
            MemoryEvent.Type type,
            String oldText,
            @Nullable String newText,
            @Nullable String why,
            String eventId) {
        MemoryTable.update(handle, after);
        EventTable.insert(
                handle,
                new MemoryEvent(
                        eventId, eventId, after.id(), type, oldText, newText, why, MemoryEvent.API, after.updatedAt()),
                after);
        List<ItemRef> items = new ArrayList<>(EntityLinker.memories(handle, after.scope(), List.of(after)));
        items.add(new ItemRef(ItemType.MEMORY, after.id()));
        ChangeFeed.append(handle, items);
    }

    private static Memory changed(Memory old, MemoryUpdate update, Instant now) {
        return old.toBuilder()
                .text(update.text() == null ? old.text() : update.text())
                .expiresAt(
                        update.expiry() == null
                                ? old.expiresAt()
                                : update.expiry().at())
                .pinned(update.pinned() == null ? old.pinned() : update.pinned())
                .metadata(update.metadata() == null ? old.metadata() : update.metadata())
                .updatedAt(now)
                .build();
    }
}
