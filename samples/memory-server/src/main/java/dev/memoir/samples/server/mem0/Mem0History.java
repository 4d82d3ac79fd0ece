// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.MemoryEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/** Renders the steps of a memory's history. */
final class Mem0History {

    private Mem0History() {}

    /** {@return the fields that both of mem0's servers answer} */
    static Map<String, Object> step(MemoryEvent event) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", event.id());
        body.put("memory_id", event.memoryId());
        body.put("old_memory", event.oldText());
        body.put("new_memory", event.newText());
        body.put("event", name(event));
        body.put("created_at", event.at().toString());
        body.put("updated_at", event.at().toString());
        return body;
    }

    /** mem0 knows three kinds of steps; an undo and the others are updates, or deletions if no text remains. */
    private static String name(MemoryEvent event) {
        return switch (event.type()) {
            case ADD -> "ADD";
            case DELETE -> "DELETE";
            default -> event.newText() == null && event.type() == MemoryEvent.Type.UNDO ? "DELETE" : "UPDATE";
        };
    }
}
