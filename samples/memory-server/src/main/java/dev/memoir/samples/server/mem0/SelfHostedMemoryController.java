// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.Scope;
import dev.memoir.SearchHit;
import dev.memoir.samples.server.error.ForbiddenException;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.mem0.filter.FilterExpression;
import dev.memoir.samples.server.mem0.filter.FilterExpression.Any;
import dev.memoir.samples.server.mem0.filter.FilterPlan;
import dev.memoir.samples.server.mem0.request.RequestFields;
import dev.memoir.samples.server.mem0.request.RequestProblem;
import dev.memoir.samples.server.security.AdminOnly;
import dev.memoir.samples.server.security.ReadsOnly;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** Memories on the self-hosted server's paths. */
@Mem0Controller
class SelfHostedMemoryController {

    private static final int MAX_LISTED = 1_000;

    private final Mem0Sessions sessions;
    private final Mem0AddService adds;
    private final Mem0SearchService searches;
    private final Mem0DeleteService deletions;

    SelfHostedMemoryController(
            Mem0Sessions sessions, Mem0AddService adds, Mem0SearchService searches, Mem0DeleteService deletions) {
        this.sessions = sessions;
        this.adds = adds;
        this.searches = searches;
        this.deletions = deletions;
    }

    @PostMapping("/memories")
    Map<String, Object> add(Caller caller, @RequestBody JsonNode json) {
        Mem0Session session = sessions.of(caller);
        Mem0Add add = Mem0Add.of(session, RequestFields.of(json));
        List<Map<String, Object>> results = adds.addAndWait(session, add).stream()
                .map(SelfHostedMemoryController::added)
                .toList();
        return Map.of("results", results);
    }

    private static Map<String, Object> added(Memory memory) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", memory.id());
        body.put("memory", memory.text());
        body.put("event", memory.supersedes() == null ? "ADD" : "UPDATE");
        if (memory.extractor() == null) {
            body.put("actor_id", memory.attributedTo());
            body.put("role", MemoryBody.selfHosted(memory).get("role"));
        }
        return body;
    }

    @GetMapping("/memories")
    Map<String, Object> list(
            Caller caller,
            @RequestParam(name = "user_id", required = false) @Nullable String userId,
            @RequestParam(name = "agent_id", required = false) @Nullable String agentId,
            @RequestParam(name = "run_id", required = false) @Nullable String runId,
            @RequestParam(name = "top_k", defaultValue = "" + MAX_LISTED) int topK,
            @RequestParam(name = "show_expired", defaultValue = "false") boolean showExpired) {
        if (topK < 0 || topK > MAX_LISTED) {
            throw RequestProblem.invalid("top_k must be between 0 and " + MAX_LISTED + ".");
        }
        Mem0Owner owner = new Mem0Owner(userId, agentId, runId, null);
        if (owner.isEmpty() && caller.fixedScope() == null) {
            requireAdmin(caller);
        }
        Mem0Session session = sessions.of(caller);
        FilterExpression filter = owner.isEmpty() && caller.fixedScope() == null
                ? new Any(List.of(
                        Mem0Filters.ids("*", null, null, null),
                        Mem0Filters.ids(null, "*", null, null),
                        Mem0Filters.ids(null, null, "*", null)))
                : owner.filter();
        FilterPlan plan = session.plan(filter, Mem0Session.MAX_LISTED_SCOPES);
        Mem0Listing listing = Mem0Listing.of(session, plan, showExpired, false);
        return Map.of(
                "results",
                topK == 0
                        ? List.of()
                        : listing.page(session, 1, topK).stream()
                                .map(MemoryBody::selfHosted)
                                .toList());
    }

    private static void requireAdmin(Caller caller) {
        if (!caller.admin()) {
            throw new ForbiddenException("Admin role required to list all memories.");
        }
    }

    /** An unknown memory is {@code null} here, not an error. */
    @GetMapping("/memories/{id}")
    Object get(Caller caller, @PathVariable String id) {
        Mem0Session session = sessions.of(caller);
        return session.found(id).<Object>map(MemoryBody::selfHosted).orElse(NullNode.getInstance());
    }

    @PutMapping("/memories/{id}")
    Map<String, Object> update(Caller caller, @PathVariable String id, @RequestBody JsonNode json) {
        RequestFields body = RequestFields.of(json);
        Mem0Session session = sessions.of(caller);
        Memory memory = session.find(id);
        Mem0Update update = Mem0Update.of(body);
        update.apply(session, memory);
        return Map.of("message", "Memory updated successfully!");
    }

    @DeleteMapping("/memories/{id}")
    Map<String, Object> delete(Caller caller, @PathVariable String id) {
        Mem0Session session = sessions.of(caller);
        deletions.delete(session, session.find(id), false);
        return Map.of("message", "Memory deleted successfully");
    }

    @AdminOnly
    @DeleteMapping("/memories")
    Map<String, Object> deleteAll(
            Caller caller,
            @RequestParam(name = "user_id", required = false) @Nullable String userId,
            @RequestParam(name = "agent_id", required = false) @Nullable String agentId,
            @RequestParam(name = "run_id", required = false) @Nullable String runId) {
        deletions.deleteAll(sessions.of(caller), new Mem0Owner(userId, agentId, runId, null), null);
        return Map.of("message", "All relevant memories deleted");
    }

    @GetMapping("/memories/{id}/history")
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
        body.put("is_deleted", "DELETE".equals(body.get("event")));
        body.put("actor_id", memory.attributedTo());
        body.put("role", MemoryBody.selfHosted(memory).get("role"));
        return body;
    }

    @ReadsOnly
    @PostMapping("/search")
    Map<String, Object> search(Caller caller, @RequestBody JsonNode json) {
        RequestFields body = RequestFields.of(json);
        Mem0Search search = Mem0Search.of(body, Mem0Filters.withIds(body, true));
        List<Map<String, Object>> results = searches.search(sessions.of(caller), search).stream()
                .map(hit -> hit(search, hit))
                .toList();
        return Map.of("results", results);
    }

    private static Map<String, Object> hit(Mem0Search search, SearchHit hit) {
        Map<String, Object> body = MemoryBody.selfHosted((Memory) hit.item());
        body.put("score", Mem0Score.of(hit.score()));
        if (search.explain()) {
            body.put("score_details", hit.explanation());
        }
        return body;
    }
}
