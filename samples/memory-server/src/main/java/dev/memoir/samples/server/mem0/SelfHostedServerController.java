// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.samples.server.audit.AuditAction;
import dev.memoir.samples.server.audit.AuditLog;
import dev.memoir.samples.server.error.ApiException;
import dev.memoir.samples.server.key.ApiKey;
import dev.memoir.samples.server.key.ApiKeyRepository;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.key.NewApiKey;
import dev.memoir.samples.server.mem0.request.RequestFields;
import dev.memoir.samples.server.mem0.request.RequestProblem;
import dev.memoir.samples.server.model.ConfiguredModel;
import dev.memoir.samples.server.security.AdminOnly;
import dev.memoir.samples.server.security.ReadsOnly;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import tools.jackson.databind.JsonNode;

/** Entities, keys and configuration on the self-hosted server's paths. */
@Mem0Controller
class SelfHostedServerController {

    private final Mem0Sessions sessions;
    private final Mem0EntityService entities;
    private final Mem0DeleteService deletions;
    private final ApiKeyRepository keys;
    private final AuditLog audit;
    private final ConfiguredModel model;

    SelfHostedServerController(
            Mem0Sessions sessions,
            Mem0EntityService entities,
            Mem0DeleteService deletions,
            ApiKeyRepository keys,
            AuditLog audit,
            ConfiguredModel model) {
        this.sessions = sessions;
        this.entities = entities;
        this.deletions = deletions;
        this.keys = keys;
        this.audit = audit;
        this.model = model;
    }

    @GetMapping("/entities")
    List<Map<String, Object>> entities(Caller caller) {
        return entities.list(sessions.of(caller)).stream()
                .map(Mem0EntityService::body)
                .toList();
    }

    @AdminOnly
    @DeleteMapping("/entities/{type}/{id}")
    Map<String, Object> deleteEntity(Caller caller, @PathVariable String type, @PathVariable String id) {
        deletions.deleteAll(sessions.of(caller), PlatformEntityController.owner(type, id), null);
        return Map.of("message", "Entity deleted");
    }

    @AdminOnly
    @PostMapping("/reset")
    Map<String, Object> reset(Caller caller) {
        deletions.deleteAll(sessions.of(caller), new Mem0Owner("*", "*", "*", "*"), null);
        return Map.of("message", "All memories reset");
    }

    /** The keys of the caller's tenant that are not revoked. */
    @AdminOnly
    @GetMapping("/api-keys")
    List<Map<String, Object>> keys(Caller caller) {
        return keys.list().stream()
                .filter(key -> owned(caller, key))
                .map(SelfHostedServerController::body)
                .toList();
    }

    @AdminOnly
    @PostMapping("/api-keys")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Object> createKey(Caller caller, @RequestBody JsonNode json) {
        RequestFields body = RequestFields.of(json);
        String label = body.requiredText("label");
        body.done();
        ApiKeyRepository.Created created = keys.create(new NewApiKey(caller.tenant(), label, null, false, false));
        audit.record(caller, AuditAction.CREATE_KEY, created.key().id());
        Map<String, Object> answer = body(created.key());
        answer.put("key", created.secret().reveal());
        return answer;
    }

    @AdminOnly
    @DeleteMapping("/api-keys/{id}")
    Map<String, Object> revokeKey(Caller caller, @PathVariable String id) {
        boolean revoked = keys.find(id).filter(key -> owned(caller, key)).isPresent() && keys.revoke(id);
        if (!revoked) {
            throw new ApiException(HttpStatus.NOT_FOUND, "There is no valid key with this id.");
        }
        audit.record(caller, AuditAction.REVOKE_KEY, id);
        return Map.of("message", "API key revoked");
    }

    private static boolean owned(Caller caller, ApiKey key) {
        return key.tenant().equals(caller.tenant()) && key.revokedAt() == null;
    }

    private static Map<String, Object> body(ApiKey key) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", key.id());
        body.put("label", key.label());
        body.put("key_prefix", key.hint());
        body.put("created_at", key.createdAt().toString());
        body.put(
                "last_used_at",
                key.lastUsedAt() == null ? null : key.lastUsedAt().toString());
        return body;
    }

    @GetMapping("/configure")
    Map<String, Object> configuration() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("version", "v1.1");
        body.put("llm", provider(model.model() == null ? null : "openai", model.name()));
        body.put("embedder", provider("memoir", "all-MiniLM-L6-v2"));
        return body;
    }

    private static @Nullable Map<String, Object> provider(@Nullable String name, @Nullable String model) {
        return name == null ? null : Map.of("provider", name, "config", Map.of("model", String.valueOf(model)));
    }

    @GetMapping("/configure/providers")
    Map<String, Object> providers() {
        return Map.of("llm", List.of("openai", "ollama"), "embedder", List.of("memoir"));
    }

    @ReadsOnly
    @PostMapping("/configure")
    void configure() {
        throw RequestProblem.notImplemented(
                "The server is configured by its environment, not by requests: see its documentation.");
    }

    @ReadsOnly
    @RequestMapping("/generate-instructions")
    void instructions() {
        throw RequestProblem.notImplemented("Memoir writes no instructions. Send your own as custom_instructions.");
    }

    @ReadsOnly
    @RequestMapping("/requests")
    void requests() {
        throw RequestProblem.notImplemented(
                "Requests are not recorded one by one: see the audit log, /api/v1/admin/audit, and the metrics.");
    }

    @ReadsOnly
    @RequestMapping("/auth/**")
    void accounts() {
        throw RequestProblem.notImplemented(
                "There are no accounts: create an API key with 'memoir keys create' or in the dashboard.");
    }
}
