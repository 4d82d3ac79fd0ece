// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.IdGenerator;
import dev.memoir.ItemType;
import dev.memoir.Memory;
import dev.memoir.StoredTurn;
import dev.memoir.index.ItemRef;
import dev.memoir.ledger.NewMemory;
import dev.memoir.ledger.NewTurn;
import dev.memoir.ledger.RequestKey;
import dev.memoir.ledger.WriteBatch;
import dev.memoir.ledger.WriteResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Writes a batch. The request's key is written first, so that of concurrent calls with the same key only one writes the
 * rest.
 */
final class BatchWriter {

    private BatchWriter() {}

    static WriteResult record(Handle handle, WriteBatch batch, IdGenerator ids) {
        RequestKey request = batch.request();
        if (request == null) {
            return write(handle, batch, ids, null);
        }
        String requestId = ids.next();
        return RequestTable.claim(handle, batch.scope(), request, requestId, batch.recordedAt())
                ? write(handle, batch, ids, requestId)
                : RequestTable.replay(handle, batch.scope(), request).orElseThrow();
    }

    private static WriteResult write(Handle handle, WriteBatch batch, IdGenerator ids, @Nullable String requestId) {
        List<StoredTurn> turns = List.of();
        List<Memory> memories = List.of();
        List<ItemRef> added = new ArrayList<>();
        List<ItemRef> relinked = new ArrayList<>();
        Map<String, float[]> vectors = new LinkedHashMap<>();
        if (!batch.turns().isEmpty()) {
            ConversationTable.Positions positions = ConversationTable.allocate(
                    handle, batch.scope(), batch.conversation(), batch.turns().size(), ids.next());
            turns = TurnTable.insert(handle, batch, positions, requestId);
            for (NewTurn turn : batch.turns()) {
                collect(ItemType.TURN, turn.id(), turn.vector(), added, vectors);
            }
            relinked.addAll(EntityLinker.turns(handle, batch.scope(), turns));
        }
        if (!batch.memories().isEmpty()) {
            memories = MemoryTable.insert(
                    handle, batch.memories().stream().map(NewMemory::memory).toList(), requestId);
            for (NewMemory memory : batch.memories()) {
                EventTable.insert(handle, memory.added(), memory.memory());
            }
            for (NewMemory memory : batch.memories()) {
                collect(ItemType.MEMORY, memory.memory().id(), memory.vector(), added, vectors);
            }
            relinked.addAll(EntityLinker.memories(handle, batch.scope(), memories));
        }
        VectorTable.put(handle, batch.embedderId(), vectors);
        ChangeFeed.append(handle, added, relinked);
        return new WriteResult(turns, memories, false);
    }

    private static void collect(
            ItemType type, String id, float @Nullable [] vector, List<ItemRef> items, Map<String, float[]> vectors) {
        items.add(new ItemRef(type, id));
        if (vector != null) {
            vectors.put(id, vector);
        }
    }
}
