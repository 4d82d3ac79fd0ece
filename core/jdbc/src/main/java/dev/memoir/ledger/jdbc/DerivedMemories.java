// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import static java.util.stream.Collectors.joining;

import dev.memoir.ItemType;
import dev.memoir.Memory;
import dev.memoir.index.ItemRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Summaries and procedures as seen by forgetting: any words of a turn that they may contain are deleted with it. A
 * summary includes the content of the previous one, so later summaries are deleted too; the previous one becomes
 * current again and is the base of the next.
 */
final class DerivedMemories {

    private DerivedMemories() {}

    /** {@return the memories derived from a turn, directly or through an earlier summary; empty if there are none} */
    static Map<String, Memory> of(Handle handle, String turnId) {
        Map<String, Memory> found = new LinkedHashMap<>();
        handle.createQuery("SELECT memory.* FROM <p>source AS source JOIN <p>memory AS memory"
                        + " ON memory.id = source.item_id"
                        + " WHERE source.turn_id = :turn AND memory.kind IN ('SUMMARY', 'PROCEDURE')")
                .bind("turn", turnId)
                .map((row, context) -> MemoryTable.memory(row))
                .forEach(memory -> found.put(memory.id(), memory));
        follow(handle, found);
        return found;
    }

    /** {@return the id of a memory and, if it is a summary, those of the summaries that it continues} */
    static List<String> withPrevious(Handle handle, String memoryId) {
        List<String> ids = new ArrayList<>(List.of(memoryId));
        List<Memory> summary = byIds(handle, "id", ids);
        while (!summary.isEmpty() && summary.get(0).supersedes() != null) {
            ids.add(summary.get(0).supersedes());
            summary = byIds(handle, "id", List.of(summary.get(0).supersedes()));
        }
        return ids;
    }

    /**
     * {@return all versions of a summary, since forgetting one version must forget them all; empty if it is no summary}
     */
    static Map<String, Memory> versions(Handle handle, String memoryId) {
        Map<String, Memory> found = new LinkedHashMap<>();
        IdChunks.each(
                withPrevious(handle, memoryId),
                ids -> byIds(handle, "id", ids).forEach(memory -> found.put(memory.id(), memory)));
        follow(handle, found);
        return found;
    }

    private static void follow(Handle handle, Map<String, Memory> found) {
        Collection<String> last = List.copyOf(found.keySet());
        while (!last.isEmpty()) {
            List<String> next = new ArrayList<>();
            IdChunks.each(
                    last,
                    ids -> byIds(handle, "supersedes", ids).forEach(memory -> {
                        if (found.putIfAbsent(memory.id(), memory) == null) {
                            next.add(memory.id());
                        }
                    }));
            last = next;
        }
    }

    private static List<Memory> byIds(Handle handle, String column, List<String> ids) {
        return handle.createQuery("SELECT memory.* FROM <p>memory AS memory WHERE memory." + column
                        + " IN (<ids>) AND memory.kind = 'SUMMARY'")
                .bindList("ids", ids)
                .map((row, context) -> MemoryTable.memory(row))
                .list();
    }

    /** Makes the previous summaries current again, and moves the progress of their conversations back to them. */
    static void restorePrevious(Handle handle, Map<String, Memory> deleted) {
        for (Memory memory : deleted.values()) {
            Memory before = before(handle, memory, deleted);
            if (before != null && before.supersededBy() != null && deleted.containsKey(before.supersededBy())) {
                Memory restored = before.toBuilder()
                        .supersededBy(null)
                        .valid(before.valid().until(null))
                        .build();
                MemoryTable.update(handle, restored);
                handle.createUpdate("DELETE FROM <p>event AS event WHERE memory_id = :before AND type = 'SUPERSEDE'"
                                + " AND operation IN (SELECT operation FROM <p>event AS event"
                                + " WHERE memory_id = :going)")
                        .bind("before", before.id())
                        .bind("going", before.supersededBy())
                        .execute();
                List<ItemRef> changed =
                        new ArrayList<>(EntityLinker.memories(handle, before.scope(), List.of(restored)));
                changed.add(new ItemRef(ItemType.MEMORY, before.id()));
                ChangeFeed.append(handle, changed);
            }
            handle.createUpdate(
                            "UPDATE <p>summary AS summary SET memory_id = :before, attempts = 0, parked_through = -1,"
                                    + " parked_at = NULL, parked_because = NULL,"
                                    + " through = COALESCE((SELECT MAX(turn.sequence) FROM <p>source AS source"
                                    + " JOIN <p>turn AS turn"
                                    + " ON turn.id = source.turn_id WHERE source.item_id = :before), -1)"
                                    + " WHERE memory_id = :going")
                    .bind("before", before == null ? null : before.id())
                    .bind("going", memory.id())
                    .execute();
        }
    }

    private static @Nullable Memory before(Handle handle, Memory memory, Map<String, Memory> deleted) {
        Memory before = memory;
        while (before != null && deleted.containsKey(before.id())) {
            String id = before.supersedes();
            Memory known = id == null ? null : deleted.get(id);
            before = id == null || known != null
                    ? known
                    : byIds(handle, "id", List.of(id)).stream().findFirst().orElse(null);
        }
        return before;
    }

    static Optional<RowSelection> selection(Map<String, Memory> deleted) {
        Map<String, Object> ids = new LinkedHashMap<>();
        deleted.keySet().forEach(id -> ids.put("id" + ids.size(), id));
        return ids.isEmpty()
                ? Optional.empty()
                : Optional.of(new RowSelection(
                        ItemType.MEMORY, ids.keySet().stream().collect(joining(", :", "memory.id IN (:", ")")), ids));
    }
}
