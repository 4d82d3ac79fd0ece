// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.ItemType;
import dev.memoir.MemoryItem;
import dev.memoir.Scope;
import dev.memoir.index.ItemRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Reads turns and memories by id, with a few statements for any number of ids. */
final class ItemReader {

    private ItemReader() {}

    static Map<ItemRef, MemoryItem> fetch(Handle handle, Scope scope, Collection<ItemRef> refs) {
        Map<ItemRef, MemoryItem> found = new HashMap<>();
        IdChunks.each(
                ids(refs, ItemType.TURN),
                ids -> TurnTable.recallable(handle, scope, ids)
                        .forEach(turn -> found.put(new ItemRef(ItemType.TURN, turn.id()), turn)));
        IdChunks.each(
                ids(refs, ItemType.MEMORY),
                ids -> MemoryTable.recallable(handle, scope, ids)
                        .forEach(memory -> found.put(new ItemRef(ItemType.MEMORY, memory.id()), memory)));
        Map<ItemRef, MemoryItem> inOrder = new LinkedHashMap<>();
        for (ItemRef ref : refs) {
            MemoryItem item = found.get(ref);
            if (item != null) {
                inOrder.put(ref, item);
            }
        }
        return inOrder;
    }

    private static List<String> ids(Collection<ItemRef> refs, ItemType type) {
        return refs.stream()
                .filter(ref -> ref.type() == type)
                .map(ItemRef::id)
                .distinct()
                .toList();
    }
}
