package dev.memoir.samples.server.api;

import dev.memoir.AddResult;
import dev.memoir.ListRequest;
import dev.memoir.MemoryNotFoundException;
import dev.memoir.Scope;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.tenant.TenantMemories;
import io.swagger.v3.oas.annotations.Operation;
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

/** Memories: facts, preferences, events, summaries and procedures. */
@RestController
@RequestMapping("/api/v1/memories")
@Tag(name = "Memories")
class MemoryController {

    private final TenantMemories memories;

    MemoryController(TenantMemories memories) {
        this.memories = memories;
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
    ResponseEntity<Stored> store(
            Caller caller,
            @RequestBody NewMemories body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey) {
        Scope scope = caller.scope(body.userId(), body.agentId(), body.runId());
        AddResult result = memories.of(caller).add(body.request(scope, idempotencyKey));
        return ResponseEntity.status(result.replayed() ? HttpStatus.OK : HttpStatus.CREATED)
                .body(new Stored(result.memories().stream().map(MemoryView::of).toList(), result.replayed()));
    }

    @GetMapping
    @Operation(operationId = "listMemories", summary = "List memories in the order in which they were recorded")
    PageView<MemoryView> list(
            Caller caller,
            @ParameterObject @ModelAttribute ScopeParameters scope,
            @RequestParam(defaultValue = "false") boolean past,
            @RequestParam(defaultValue = "false") boolean expired,
            @RequestParam(defaultValue = "false") boolean suppressed,
            @RequestParam(defaultValue = "false") boolean newestFirst,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String after) {
        ListRequest.Builder request =
                ListRequest.builder(scope.of(caller)).limit(limit).after(after);
        if (past) {
            request.includePast();
        }
        if (expired) {
            request.includeExpired();
        }
        if (suppressed) {
            request.onlySuppressed();
        }
        if (newestFirst) {
            request.newestFirst();
        }
        return PageView.of(memories.of(caller).list(request.build()), MemoryView::of);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getMemory", summary = "Read a memory, also a retracted, superseded or expired one")
    MemoryView get(Caller caller, @ParameterObject @ModelAttribute ScopeParameters scope, @PathVariable String id) {
        return memories.of(caller)
                .get(scope.of(caller), id)
                .map(MemoryView::of)
                .orElseThrow(() -> new MemoryNotFoundException(id));
    }
}
