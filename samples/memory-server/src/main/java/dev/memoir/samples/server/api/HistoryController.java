// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.MemoryEvent;
import dev.memoir.MemoryNotFoundException;
import dev.memoir.MemorySource;
import dev.memoir.Scope;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.tenant.CallerMemory;
import dev.memoir.samples.server.tenant.TenantMemories;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where memories come from, what happened to them, and how to revert it. */
@RestController
@Tag(name = "History")
class HistoryController {

    private static final int MOST_REJECTIONS = 1000;

    private final TenantMemories memories;

    HistoryController(TenantMemories memories) {
        this.memories = memories;
    }

    /**
     * A turn that a memory comes from.
     *
     * @param turn the turn
     * @param quote the part of it that states the memory; empty if the memory comes from all of it
     */
    record SourceView(TurnView turn, String quote) {

        static SourceView of(MemorySource source) {
            return new SourceView(TurnView.of(source.turn()), source.quote());
        }
    }

    @GetMapping("/api/v1/memories/{id}/history")
    @Operation(operationId = "memoryHistory", summary = "List what happened to a memory, oldest step first")
    ListView<EventView> ofMemory(
            Caller caller, @ParameterObject @ModelAttribute ScopeParameters parameters, @PathVariable String id) {
        CallerMemory memory = memories.of(caller);
        Scope scope = parameters.of(caller);
        requireMemory(memory, scope, id);
        return ListView.of(memory.history(scope, id), EventView::of);
    }

    @GetMapping("/api/v1/turns/{id}/history")
    @Operation(operationId = "turnHistory", summary = "List the suppressions of a turn and their reversals")
    ListView<EventView> ofTurn(
            Caller caller, @ParameterObject @ModelAttribute ScopeParameters parameters, @PathVariable String id) {
        CallerMemory memory = memories.of(caller);
        Scope scope = parameters.of(caller);
        List<MemoryEvent> steps = memory.history(scope, id);
        // A suppressed turn is not found by its id, but its history tells why.
        if (steps.isEmpty() && memory.getTurn(scope, id).isEmpty()) {
            throw new MemoryNotFoundException(id);
        }
        return ListView.of(steps, EventView::of);
    }

    @GetMapping("/api/v1/memories/{id}/sources")
    @Operation(operationId = "memorySources", summary = "List the turns that a memory comes from")
    ListView<SourceView> sources(
            Caller caller, @ParameterObject @ModelAttribute ScopeParameters parameters, @PathVariable String id) {
        CallerMemory memory = memories.of(caller);
        Scope scope = parameters.of(caller);
        requireMemory(memory, scope, id);
        return ListView.of(memory.learning().sources(scope, id), SourceView::of);
    }

    @PostMapping("/api/v1/events/{id}/undo")
    @Operation(
            operationId = "undo",
            summary = "Undo a step of a history with all steps of the same operation; the undo can be undone too")
    ListView<EventView> undo(
            Caller caller, @ParameterObject @ModelAttribute ScopeParameters parameters, @PathVariable String id) {
        return ListView.of(memories.of(caller).learning().undo(parameters.of(caller), id), EventView::of);
    }

    @GetMapping("/api/v1/rejections")
    @Operation(operationId = "rejections", summary = "List rejected proposals of the language model, latest first")
    ListView<EventView> rejections(
            Caller caller,
            @ParameterObject @ModelAttribute ScopeParameters parameters,
            @RequestParam(defaultValue = "100") int limit) {
        Limits.check(limit, MOST_REJECTIONS);
        return ListView.of(memories.of(caller).learning().rejections(parameters.of(caller), limit), EventView::of);
    }

    private static void requireMemory(CallerMemory memory, Scope scope, String id) {
        if (memory.get(scope, id).isEmpty()) {
            throw new MemoryNotFoundException(id);
        }
    }
}
