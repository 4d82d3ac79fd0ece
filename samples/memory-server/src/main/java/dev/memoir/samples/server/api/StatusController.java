// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.samples.server.key.ApiKeyRepository;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.model.ConfiguredModel;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who calls, and what the server can do. */
@RestController
@Tag(name = "Status")
class StatusController {

    private final ConfiguredModel model;
    private final ApiKeyRepository keys;

    StatusController(ConfiguredModel model, ApiKeyRepository keys) {
        this.model = model;
        this.keys = keys;
    }

    /**
     * The status of the server for a caller.
     *
     * @param tenant the caller's tenant
     * @param keyRequired whether the server requires keys
     * @param readOnly whether the caller may not write
     * @param admin whether the caller may administer the server
     * @param scope the only scope that the caller may use; null for every scope of the tenant
     * @param languageModel the name of the model that extracts facts; null without one
     */
    record Status(
            String tenant,
            boolean keyRequired,
            boolean readOnly,
            boolean admin,
            @Nullable ScopeView scope,
            @Nullable String languageModel) {}

    @GetMapping("/api/v1/status")
    @Operation(operationId = "status", summary = "Describe the caller's rights and what the server can do")
    Status status(Caller caller) {
        return new Status(
                caller.tenant().name(),
                keys.exist(),
                caller.readOnly(),
                caller.admin(),
                caller.fixedScope() == null ? null : ScopeView.of(caller.fixedScope()),
                model.name());
    }
}
