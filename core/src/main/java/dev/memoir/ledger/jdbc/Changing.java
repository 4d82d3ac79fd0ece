package dev.memoir.ledger.jdbc;

import dev.memoir.ItemType;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryUpdate;
import dev.memoir.Scope;
import dev.memoir.index.ItemRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Changes and retracts memories; each change is a step of their history and of the feed. */
final class Changing {

    private Changing() {}

    static Optional<Memory> update(
            Handle handle,
            Scope scope,
            String id,
            MemoryUpdate update,
            float @Nullable [] vector,
            String embedderId,
            String eventId,
            Instant now) {
        return standing(handle, scope, id).map(old -> {
            Memory changed = changed(old, update, Columns.stored(now));
            MemoryTable.update(handle, changed);
            if (!changed.text().equals(old.text())) {
                VectorTable.drop(handle, id);
                VectorTable.put(handle, embedderId, vector == null ? Map.of() : Map.of(id, vector));
            }
            note(
                    handle,
                    id,
                    new MemoryEvent(
                            eventId,
                            id,
                            MemoryEvent.Type.UPDATE,
                            old.text(),
                            changed.text(),
                            update.why(),
                            MemoryEvent.API,
                            now));
            return changed;
        });
    }

    static boolean retract(Handle handle, Scope scope, String id, String eventId, Instant now) {
        Optional<Memory> standing = standing(handle, scope, id);
        standing.ifPresent(memory -> {
            MemoryTable.retract(handle, id, now);
            note(
                    handle,
                    id,
                    new MemoryEvent(
                            eventId, id, MemoryEvent.Type.DELETE, memory.text(), null, null, MemoryEvent.API, now));
        });
        return standing.isPresent();
    }

    private static Optional<Memory> standing(Handle handle, Scope scope, String id) {
        return MemoryTable.find(handle, scope, id).filter(memory -> memory.retractedAt() == null);
    }

    private static void note(Handle handle, String id, MemoryEvent event) {
        EventTable.insert(handle, List.of(event));
        ChangeFeed.append(handle, List.of(new ItemRef(ItemType.MEMORY, id)));
    }

    private static Memory changed(Memory old, MemoryUpdate update, Instant now) {
        return new Memory(
                old.id(),
                old.scope(),
                old.kind(),
                update.text() == null ? old.text() : update.text(),
                old.attributedTo(),
                old.validFrom(),
                old.validTo(),
                old.recordedAt(),
                now,
                old.retractedAt(),
                update.expiry() == null ? old.expiresAt() : update.expiry().at(),
                update.metadata() == null ? old.metadata() : update.metadata());
    }
}
