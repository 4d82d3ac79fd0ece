// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.Scope;
import dev.memoir.samples.server.audit.AuditAction;
import dev.memoir.samples.server.audit.AuditLog;
import dev.memoir.samples.server.error.ApiException;
import dev.memoir.samples.server.key.ApiKey;
import dev.memoir.samples.server.key.ApiKeyRepository;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.key.NewApiKey;
import dev.memoir.samples.server.key.Tenant;
import dev.memoir.samples.server.key.TenantRepository;
import dev.memoir.samples.server.security.AdminOnly;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** API keys and tenants. */
@AdminOnly
@RestController
@RequestMapping("/api/v1/admin")
@Tag(name = "Administration")
class KeyController {

    private final ApiKeyRepository keys;
    private final TenantRepository tenants;
    private final AuditLog audit;

    KeyController(ApiKeyRepository keys, TenantRepository tenants, AuditLog audit) {
        this.keys = keys;
        this.tenants = tenants;
        this.audit = audit;
    }

    /**
     * A key, without its secret.
     *
     * @param id the id
     * @param hint the beginning of the secret
     * @param tenant the tenant
     * @param label what it is for
     * @param scope the only scope that it may use
     * @param readOnly whether it may not write
     * @param admin whether it may administer the server
     * @param createdAt when it was created
     * @param lastUsedAt when it was last used, to the minute
     * @param revokedAt when it was revoked
     */
    record KeyView(
            String id,
            String hint,
            String tenant,
            String label,
            @Nullable ScopeView scope,
            boolean readOnly,
            boolean admin,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {

        static KeyView of(ApiKey key) {
            return new KeyView(
                    key.id(),
                    key.hint(),
                    key.tenant().name(),
                    key.label(),
                    key.scope() == null ? null : ScopeView.of(key.scope()),
                    key.readOnly(),
                    key.admin(),
                    key.createdAt(),
                    key.lastUsedAt(),
                    key.revokedAt());
        }
    }

    /**
     * A key to be created.
     *
     * @param label what it is for
     * @param tenant the tenant; {@code default} by default
     * @param userId the only user that it may name
     * @param agentId the only agent that it may name
     * @param runId the only run that it may name
     * @param readOnly whether it may not write
     * @param admin whether it may administer the server
     */
    record NewKey(
            @Nullable String label,
            @Nullable String tenant,
            @Nullable String userId,
            @Nullable String agentId,
            @Nullable String runId,
            @Nullable Boolean readOnly,
            @Nullable Boolean admin) {

        NewApiKey request() {
            return new NewApiKey(
                    tenant == null ? Tenant.DEFAULT : new Tenant(tenant),
                    label == null ? "" : label,
                    userId == null && agentId == null && runId == null ? null : new Scope(userId, agentId, runId),
                    Boolean.TRUE.equals(readOnly),
                    Boolean.TRUE.equals(admin));
        }
    }

    /**
     * A key that was created.
     *
     * @param key the key
     * @param secret the secret, which cannot be read again
     */
    record CreatedKey(KeyView key, String secret) {}

    /**
     * A tenant.
     *
     * @param name the name
     * @param createdAt when it was registered
     */
    record TenantView(String name, Instant createdAt) {}

    @GetMapping("/keys")
    @Operation(operationId = "listKeys", summary = "List all keys, also revoked ones, latest first")
    ListView<KeyView> list() {
        return ListView.of(keys.list(), KeyView::of);
    }

    @PostMapping("/keys")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "createKey", summary = "Create a key; its secret is only shown in this answer")
    CreatedKey create(Caller caller, @RequestBody NewKey body) {
        ApiKeyRepository.Created created = keys.create(body.request());
        audit.record(caller, AuditAction.CREATE_KEY, created.key().id());
        return new CreatedKey(KeyView.of(created.key()), created.secret().reveal());
    }

    @DeleteMapping("/keys/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "revokeKey", summary = "Revoke a key; it stops working at once")
    void revoke(Caller caller, @PathVariable String id) {
        if (!keys.revoke(id)) {
            throw new ApiException(HttpStatus.NOT_FOUND, "There is no valid key with this id.");
        }
        audit.record(caller, AuditAction.REVOKE_KEY, id);
    }

    @GetMapping("/tenants")
    @Operation(operationId = "listTenants", summary = "List all tenants")
    ListView<TenantView> tenants() {
        return ListView.of(
                tenants.list(), registered -> new TenantView(registered.tenant().name(), registered.createdAt()));
    }
}
