// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.maintenance.ScopePart;
import dev.memoir.samples.server.error.ApiException;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.mem0.Mem0EntityService.Entity;
import dev.memoir.samples.server.mem0.request.RequestProblem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Users, agents and runs. */
@Mem0Controller
class PlatformEntityController {

    /** Without a page, clients expect everything: deleteUsers() deletes whom this lists. */
    private static final int MAX_WHOLE = 10_000;

    private final Mem0Sessions sessions;
    private final Mem0EntityService entities;
    private final Mem0DeleteService deletions;

    PlatformEntityController(Mem0Sessions sessions, Mem0EntityService entities, Mem0DeleteService deletions) {
        this.sessions = sessions;
        this.entities = entities;
        this.deletions = deletions;
    }

    @GetMapping("/v1/entities/")
    Map<String, Object> list(
            Caller caller,
            @RequestParam(required = false) @Nullable Integer page,
            @RequestParam(name = "page_size", required = false) @Nullable Integer pageSize) {
        List<Entity> all = entities.list(sessions.of(caller));
        Mem0Page wanted = page == null && pageSize == null ? new Mem0Page(1, MAX_WHOLE) : Mem0Page.of(page, pageSize);
        List<Map<String, Object>> results = all.stream()
                .skip((wanted.number() - 1L) * wanted.size())
                .limit(wanted.size())
                .map(entity -> body(caller, entity))
                .toList();
        Map<String, Object> body = wanted.body(all.size(), results);
        body.put("total_users", count(all, ScopePart.USER));
        body.put("total_agents", count(all, ScopePart.AGENT));
        body.put("total_apps", 0);
        body.put("total_runs", count(all, ScopePart.RUN));
        return body;
    }

    private static Map<String, Object> body(Caller caller, Entity entity) {
        Map<String, Object> body = Mem0EntityService.body(entity);
        body.put("name", entity.id());
        body.put("owner", caller.tenant().name());
        body.put("metadata", Map.of());
        return body;
    }

    private static long count(List<Entity> entities, ScopePart part) {
        return entities.stream().filter(entity -> entity.part() == part).count();
    }

    @DeleteMapping({"/v2/entities/{type}/{id}/", "/v1/entities/{type}/{id}/"})
    Map<String, Object> delete(Caller caller, @PathVariable String type, @PathVariable String id) {
        Mem0Event event = deletions.deleteAll(sessions.of(caller), owner(type, id), null);
        return Map.of("message", "Entity deleted successfully!", "event_id", event.id());
    }

    /** {@return whose memories an entity's type and id mean} */
    static Mem0Owner owner(String type, String id) {
        if (id.equals("*")) {
            throw RequestProblem.invalid("\"*\" is no entity. Delete all memories instead.");
        }
        return switch (type) {
            case "user" -> new Mem0Owner(id, null, null, null);
            case "agent" -> new Mem0Owner(null, id, null, null);
            case "run" -> new Mem0Owner(null, null, id, null);
            case "app" ->
                throw RequestProblem.invalid(
                        "Memoir has no apps: app_id is an entry of metadata. Delete all memories of a user and an"
                                + " app_id.");
            default -> throw new ApiException(HttpStatus.BAD_REQUEST, "Invalid entity type");
        };
    }
}
