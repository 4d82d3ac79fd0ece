// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.Scope;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.mem0.request.RequestFields;
import dev.memoir.samples.server.mem0.request.RequestProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;

/** Single memories, and the deletion of all of them, on the platform's paths. */
@Mem0Controller
class PlatformMemoryController {

    private final Mem0Sessions sessions;
    private final Mem0DeleteService deletions;

    PlatformMemoryController(Mem0Sessions sessions, Mem0DeleteService deletions) {
        this.sessions = sessions;
        this.deletions = deletions;
    }

    @GetMapping("/v1/memories/{id}/")
    Map<String, Object> get(Caller caller, @PathVariable String id) {
        return MemoryBody.platform(sessions.of(caller).find(id));
    }

    @PutMapping("/v1/memories/{id}/")
    Map<String, Object> update(Caller caller, @PathVariable String id, @RequestBody JsonNode json) {
        RequestFields body = RequestFields.of(json);
        Mem0Session session = sessions.of(caller);
        Memory memory = session.find(id);
        Mem0Update update = Mem0Update.of(body);
        return MemoryBody.platform(update.apply(session, memory));
    }

    @DeleteMapping("/v1/memories/{id}/")
    Map<String, Object> delete(
            Caller caller,
            @PathVariable String id,
            @RequestParam(name = "delete_linked", defaultValue = "false") boolean linked) {
        Mem0Session session = sessions.of(caller);
        Memory memory = session.find(id);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("message", "Memory deleted successfully!");
        int cascade = deletions.delete(session, memory, linked);
        if (linked) {
            body.put("cascade_count", cascade);
        }
        return body;
    }

    @DeleteMapping("/v1/memories/")
    Map<String, Object> deleteAll(
            Caller caller,
            @RequestParam(name = "user_id", required = false) @Nullable String userId,
            @RequestParam(name = "agent_id", required = false) @Nullable String agentId,
            @RequestParam(name = "app_id", required = false) @Nullable String appId,
            @RequestParam(name = "run_id", required = false) @Nullable String runId,
            @RequestParam(required = false) @Nullable String metadata,
            @RequestParam(required = false) @Nullable String filters) {
        if (filters != null) {
            throw RequestProblem.unsupported(
                    "filters", "Name a user_id, agent_id or run_id whose memories are deleted.");
        }
        Mem0Event event =
                deletions.deleteAll(sessions.of(caller), new Mem0Owner(userId, agentId, runId, appId), metadata);
        return Map.of("message", "Memories deleted successfully!", "event_id", event.id());
    }

    @GetMapping("/v1/memories/{id}/history/")
    List<Map<String, Object>> history(Caller caller, @PathVariable String id) {
        Mem0Session session = sessions.of(caller);
        Scope scope = session.scopeOf(id);
        Memory memory = session.memory().get(scope, id).orElseThrow();
        return session.memory().history(scope, id).stream()
                .map(event -> step(memory, event))
                .toList();
    }

    private static Map<String, Object> step(Memory memory, MemoryEvent event) {
        Map<String, Object> body = Mem0History.step(event);
        Map<String, Object> owner = MemoryBody.platform(memory);
        body.put("input", List.of());
        for (String name : List.of("user_id", "agent_id", "app_id", "session_id", "categories", "metadata")) {
            body.put(name, owner.get(name));
        }
        return body;
    }
}
