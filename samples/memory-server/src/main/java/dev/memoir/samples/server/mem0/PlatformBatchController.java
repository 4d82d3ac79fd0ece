// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.Memory;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.mem0.request.RequestFields;
import dev.memoir.samples.server.mem0.request.RequestValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import tools.jackson.databind.JsonNode;

/** Updates and deletions of several memories. All are found and checked before the first is changed. */
@Mem0Controller
class PlatformBatchController {

    private static final int MAX_MEMORIES = 1_000;

    private final Mem0Sessions sessions;
    private final Mem0DeleteService deletions;

    PlatformBatchController(Mem0Sessions sessions, Mem0DeleteService deletions) {
        this.sessions = sessions;
        this.deletions = deletions;
    }

    @PutMapping("/v1/batch/")
    Map<String, Object> update(Caller caller, @RequestBody JsonNode json) {
        Mem0Session session = sessions.of(caller);
        Map<Memory, Mem0Update> updates = new LinkedHashMap<>();
        read(session, json, (memory, fields) -> updates.put(memory, Mem0Update.of(fields)));
        List<Runnable> changes = new ArrayList<>();
        updates.forEach((memory, update) -> changes.add(update.prepared(session, memory)));
        changes.forEach(Runnable::run);
        return Map.of("message", "Successfully updated " + updates.size() + " memories");
    }

    @DeleteMapping("/v1/batch/")
    Map<String, Object> delete(Caller caller, @RequestBody JsonNode json) {
        Mem0Session session = sessions.of(caller);
        List<Memory> memories = new ArrayList<>();
        read(session, json, (memory, fields) -> memories.add(memory));
        memories.forEach(memory -> deletions.delete(session, memory, false));
        return Map.of("message", "Successfully deleted " + memories.size() + " memories");
    }

    private static void read(Mem0Session session, JsonNode json, BiConsumer<Memory, RequestFields> reader) {
        RequestFields body = RequestFields.of(json);
        JsonNode memories = body.array("memories");
        body.done();
        if (memories == null || memories.isEmpty() || memories.size() > MAX_MEMORIES) {
            throw RequestValue.wrong("memories", "must be a list of 1 to " + MAX_MEMORIES + " memories");
        }
        Map<String, RequestFields> byId = new LinkedHashMap<>();
        for (JsonNode entry : memories) {
            RequestFields fields = RequestFields.of(entry);
            String id = fields.requiredText("memory_id");
            if (byId.put(id, fields) != null) {
                throw RequestValue.wrong("memories", "contains a memory twice");
            }
        }
        byId.forEach((id, fields) -> {
            reader.accept(session.find(id), fields);
            fields.done();
        });
    }
}
