// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.Memory;
import dev.memoir.MemoryKind;
import dev.memoir.Page;
import dev.memoir.Profile;
import dev.memoir.Scope;
import dev.memoir.maintenance.ScopeListRequest;
import dev.memoir.maintenance.ScopePart;
import dev.memoir.maintenance.ScopeSummary;
import dev.memoir.samples.server.error.ApiException;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.mem0.request.RequestFields;
import dev.memoir.samples.server.mem0.request.RequestProblem;
import dev.memoir.samples.server.mem0.request.RequestValue;
import dev.memoir.samples.server.security.ReadsOnly;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import tools.jackson.databind.JsonNode;

/**
 * Profiles of users. Memoir makes them from the current memories whenever they are asked for, without a model: jobs are
 * done as soon as they are created, and there is no schema to configure.
 */
@Mem0Controller
class PlatformProfileController {

    private static final int DEFAULT_SAMPLE = 5;

    private static final int MAX_SAMPLE = 50;

    private final Mem0Sessions sessions;
    private final Mem0EventService events;

    PlatformProfileController(Mem0Sessions sessions, Mem0EventService events) {
        this.sessions = sessions;
        this.events = events;
    }

    @GetMapping("/v2/entities/{type}/{id}/profile/")
    Map<String, Object> get(Caller caller, @PathVariable String type, @PathVariable String id) {
        user(type);
        Mem0Session session = sessions.of(caller);
        Profile profile = session.memory().profile(session.scope(id, null, null));
        boolean known = !profile.items().isEmpty();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("profile", known ? body(profile) : Map.of());
        body.put("status", known ? "succeeded" : "insufficient_data");
        body.put("entity_type", type);
        body.put("entity_id", id);
        body.put(
                "updated_at",
                profile.items().stream()
                        .map(Memory::updatedAt)
                        .max(Comparator.naturalOrder())
                        .map(Instant::toString)
                        .orElse(null));
        body.put("generation_count", known ? 1 : 0);
        return body;
    }

    private static Map<String, Object> body(Profile profile) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("text", profile.text());
        body.put("facts", texts(profile, MemoryKind.FACT));
        body.put("preferences", texts(profile, MemoryKind.PREFERENCE));
        body.put("events", texts(profile, MemoryKind.EVENT));
        return body;
    }

    private static List<String> texts(Profile profile, MemoryKind kind) {
        return profile.items().stream()
                .filter(memory -> memory.kind() == kind)
                .map(Memory::text)
                .toList();
    }

    @ReadsOnly
    @PostMapping("/v2/profiles/jobs/")
    Map<String, Object> create(Caller caller, @RequestBody JsonNode json) {
        RequestFields body = RequestFields.of(json);
        user(body.requiredText("entity_type"));
        String operation = body.requiredText("operation");
        String id = body.id("entity_id");
        Integer limit = body.integer("limit", 1, MAX_SAMPLE);
        body.done();
        Mem0Session session = sessions.of(caller);
        return switch (operation) {
            case "trigger" -> {
                if (id == null) {
                    throw RequestValue.wrong("entity_id", "is required");
                }
                Scope scope = session.scope(id, null, null);
                yield job(operation, events.profiles(session, Mem0Event.Type.PROFILE, scope, List.of(id)));
            }
            case "sample" -> {
                List<String> users = sample(session, limit == null ? DEFAULT_SAMPLE : limit);
                Map<String, Object> job = job(
                        operation,
                        events.profiles(
                                session,
                                Mem0Event.Type.PROFILE_SAMPLE,
                                session.caller().fixedScope(),
                                users));
                job.put("sampled", users.size());
                job.put("entity_ids", users);
                yield job;
            }
            default -> throw RequestValue.wrong("operation", "must be trigger or sample");
        };
    }

    private static List<String> sample(Mem0Session session, int limit) {
        Page<ScopeSummary> page = session.memory()
                .scopes(ScopeListRequest.builder()
                        .groupBy(ScopePart.USER)
                        .limit(limit)
                        .build());
        return page.items().stream()
                .map(ScopeSummary::userId)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Map<String, Object> job(String operation, Mem0Event event) {
        Map<String, Object> job = new LinkedHashMap<>();
        job.put("job_id", event.id());
        job.put("status", "succeeded");
        job.put("status_url", "/v2/profiles/jobs/" + event.id() + "/");
        job.put("operation", operation);
        job.put("entity_type", "user");
        job.put("entity_count_reserved", event.turns().size());
        job.put("event_id", event.id());
        job.put("replayed", false);
        return job;
    }

    @GetMapping("/v2/profiles/jobs/{id}/")
    Map<String, Object> job(Caller caller, @PathVariable String id) {
        Mem0Event event = events.find(sessions.of(caller), id)
                .filter(found ->
                        found.type() == Mem0Event.Type.PROFILE || found.type() == Mem0Event.Type.PROFILE_SAMPLE)
                .orElseThrow(() -> new ApiException(HttpStatus.NOT_FOUND, "Job not found."));
        Map<String, Object> job = new LinkedHashMap<>();
        job.put("id", event.id());
        job.put("operation", event.type() == Mem0Event.Type.PROFILE ? "trigger" : "sample");
        job.put("entity_type", "user");
        job.put("status", "succeeded");
        job.put("total", event.turns().size());
        job.put("enumeration_complete", true);
        job.put("completed", event.turns().size());
        job.put("succeeded", event.turns().size());
        job.put("failed", 0);
        job.put("skipped", 0);
        return Map.of("job", job);
    }

    @GetMapping("/v2/profiles/settings/")
    Map<String, Object> settings() {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("schema", null);
        user.put("custom_instructions", null);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("enabled", true);
        body.put("entities", Map.of("user", user));
        body.put("capabilities", Map.of("schema", false, "custom_instructions", false));
        return body;
    }

    @PostMapping("/v2/profiles/settings/")
    Map<String, Object> change(@RequestBody JsonNode json) {
        RequestFields body = RequestFields.of(json);
        Boolean enabled = body.flag("enabled");
        if (Boolean.FALSE.equals(enabled)) {
            throw RequestProblem.unsupported("enabled", "Profiles cost nothing and cannot be switched off.");
        }
        body.unsupported("entities", "Profiles have neither a schema nor instructions: they state current memories.");
        body.done();
        return settings();
    }

    private static void user(@Nullable String type) {
        if (!"user".equals(type)) {
            throw RequestProblem.invalid("Only users have profiles: entity_type must be user.");
        }
    }
}
