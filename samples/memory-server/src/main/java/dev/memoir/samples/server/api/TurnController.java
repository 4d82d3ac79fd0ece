// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.AddResult;
import dev.memoir.MemoryNotFoundException;
import dev.memoir.Scope;
import dev.memoir.samples.server.error.ApiException;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.model.ConfiguredModel;
import dev.memoir.samples.server.tenant.TenantMemories;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Turns of conversations, as they were said. */
@RestController
@RequestMapping("/api/v1/turns")
@Tag(name = "Turns")
class TurnController {

    private final TenantMemories memories;
    private final ConfiguredModel model;
    private final JsonMapper json;

    TurnController(TenantMemories memories, ConfiguredModel model, JsonMapper json) {
        this.memories = memories;
        this.model = model;
        this.json = json;
    }

    /**
     * What was added.
     *
     * @param turns the stored turns
     * @param learned the memories that were extracted from them, if the request waited for them
     * @param extracted whether facts were extracted from the turns; if not, they are extracted later
     * @param replayed whether the same request was carried out before, and nothing was stored now
     */
    record Added(List<TurnView> turns, List<MemoryView> learned, boolean extracted, boolean replayed) {

        static Added of(AddResult result) {
            return new Added(
                    result.turns().stream().map(TurnView::of).toList(),
                    result.learned().stream().map(MemoryView::of).toList(),
                    result.extracted(),
                    result.replayed());
        }
    }

    @PostMapping
    @Operation(operationId = "addTurns", summary = "Add turns of a conversation; facts are extracted from them later")
    @ApiResponse(responseCode = "201", description = "Stored.", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "200",
            description = "A request with this key was carried out before; nothing was stored now.",
            useReturnTypeSchema = true)
    ResponseEntity<Added> add(
            Caller caller,
            @RequestBody NewTurns turns,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey) {
        Scope scope = caller.scope(turns.userId(), turns.agentId(), turns.runId());
        if (turns.needsModel() && model.model() == null) {
            throw new ApiException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "This server has no language model to extract facts with. Leave out instructions and awaitSeconds"
                            + " to store the turns alone.");
        }
        AddResult result = memories.of(caller).add(turns.request(scope, idempotencyKey));
        return ResponseEntity.status(result.replayed() ? HttpStatus.OK : HttpStatus.CREATED)
                .body(Added.of(result));
    }

    @GetMapping
    @Operation(operationId = "listTurns", summary = "List turns in the order in which they were recorded")
    PageView<TurnView> list(
            Caller caller,
            @ParameterObject @ModelAttribute ScopeParameters scope,
            @ParameterObject @ModelAttribute ListParameters page,
            @RequestParam(required = false) @Nullable String conversation) {
        return PageView.of(
                memories.of(caller)
                        .listTurns(page.request(scope.of(caller), json)
                                .conversation(conversation)
                                .build()),
                TurnView::of);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getTurn", summary = "Read a turn")
    TurnView get(Caller caller, @ParameterObject @ModelAttribute ScopeParameters scope, @PathVariable String id) {
        return memories.of(caller)
                .getTurn(scope.of(caller), id)
                .map(TurnView::of)
                .orElseThrow(() -> new MemoryNotFoundException(id));
    }
}
