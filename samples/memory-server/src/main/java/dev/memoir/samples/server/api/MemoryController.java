// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.ListRequest;
import dev.memoir.MemoryNotFoundException;
import dev.memoir.Scope;
import dev.memoir.StoreResult;
import dev.memoir.samples.server.database.ItemLocks;
import dev.memoir.samples.server.database.ServerDatabase;
import dev.memoir.samples.server.error.ApiException;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.tenant.CallerMemory;
import dev.memoir.samples.server.tenant.TenantMemories;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Memories: facts, preferences, events, summaries and procedures. */
@RestController
@RequestMapping("/api/v1/memories")
@Tag(name = "Memories")
class MemoryController {

    private final TenantMemories memories;
    private final JsonMapper json;
    private final ItemLocks locks;

    MemoryController(TenantMemories memories, JsonMapper json, ServerDatabase database) {
        this.memories = memories;
        this.json = json;
        this.locks = new ItemLocks(database);
    }

    /**
     * What was stored.
     *
     * @param memories the stored memories
     * @param replayed whether the same request was carried out before, and nothing was stored now
     */
    record Stored(List<MemoryView> memories, boolean replayed) {}

    @PostMapping
    @Operation(operationId = "storeMemories", summary = "Store memories verbatim")
    @ApiResponse(responseCode = "201", description = "Stored.", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "200",
            description = "A request with this key was carried out before; nothing was stored now.",
            useReturnTypeSchema = true)
    ResponseEntity<Stored> store(
            Caller caller,
            @RequestBody NewMemories body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey) {
        Scope scope = caller.scope(body.userId(), body.agentId(), body.runId());
        StoreResult result = memories.of(caller).store(body.request(scope, idempotencyKey));
        return ResponseEntity.status(result.replayed() ? HttpStatus.OK : HttpStatus.CREATED)
                .body(new Stored(result.memories().stream().map(MemoryView::of).toList(), result.replayed()));
    }

    @GetMapping
    @Operation(operationId = "listMemories", summary = "List memories in the order in which they were recorded")
    PageView<MemoryView> list(
            Caller caller,
            @ParameterObject @ModelAttribute ScopeParameters scope,
            @ParameterObject @ModelAttribute ListParameters page,
            @RequestParam(defaultValue = "false") boolean past,
            @RequestParam(defaultValue = "false") boolean expired) {
        ListRequest.Builder request = page.request(scope.of(caller), json);
        if (past) {
            request.includePast();
        }
        if (expired) {
            request.includeExpired();
        }
        return PageView.of(memories.of(caller).list(request.build()), MemoryView::of);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getMemory", summary = "Read a memory, also a retracted, superseded or expired one")
    ResponseEntity<MemoryView> get(
            Caller caller, @ParameterObject @ModelAttribute ScopeParameters scope, @PathVariable String id) {
        return tagged(found(memories.of(caller), scope.of(caller), id));
    }

    @PatchMapping("/{id}")
    @Operation(operationId = "updateMemory", summary = "Change a memory; its history keeps the old text")
    ResponseEntity<MemoryView> update(
            Caller caller,
            @ParameterObject @ModelAttribute ScopeParameters parameters,
            @PathVariable String id,
            @RequestBody MemoryChange change,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        CallerMemory memory = memories.of(caller);
        Scope scope = parameters.of(caller);
        return onlyIf(
                ifMatch, caller, scope, id, () -> tagged(MemoryView.of(memory.update(scope, id, change.update()))));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteMemory",
            summary = "Retract a memory: it stays in the history and can be restored; see forget to destroy it")
    void delete(
            Caller caller,
            @ParameterObject @ModelAttribute ScopeParameters parameters,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        CallerMemory memory = memories.of(caller);
        Scope scope = parameters.of(caller);
        boolean deleted = onlyIf(ifMatch, caller, scope, id, () -> memory.delete(scope, id));
        if (!deleted) {
            throw new ApiException(HttpStatus.CONFLICT, "The memory is not current, so that it cannot be retracted.");
        }
    }

    /** Makes a change if the memory is there and, where the request has a condition, as the client has read it. */
    private <T> T onlyIf(@Nullable String ifMatch, Caller caller, Scope scope, String id, Supplier<T> change) {
        CallerMemory memory = memories.of(caller);
        if (ifMatch == null) {
            found(memory, scope, id);
            return change.get();
        }
        return locks.locked(caller.tenant().name(), id, () -> {
            EntityTag.require(ifMatch, found(memory, scope, id));
            return change.get();
        });
    }

    private static MemoryView found(CallerMemory memory, Scope scope, String id) {
        return memory.get(scope, id).map(MemoryView::of).orElseThrow(() -> new MemoryNotFoundException(id));
    }

    private static ResponseEntity<MemoryView> tagged(MemoryView memory) {
        return ResponseEntity.ok().eTag(EntityTag.of(memory)).body(memory);
    }
}
