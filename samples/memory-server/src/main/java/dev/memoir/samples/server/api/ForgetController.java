// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.ErasureLevel;
import dev.memoir.ForgetResult;
import dev.memoir.InvalidInputException;
import dev.memoir.MemoryNotFoundException;
import dev.memoir.Scope;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.security.ReadsOnly;
import dev.memoir.samples.server.tenant.TenantMemories;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Destroys items, or everything of a scope: turns, memories, history, vectors, index entries. */
@RestController
@Tag(name = "Forgetting")
class ForgetController {

    private final TenantMemories memories;

    ForgetController(TenantMemories memories) {
        this.memories = memories;
    }

    /**
     * What to forget: either one item, or everything that the scope reads.
     *
     * @param userId the user
     * @param agentId the agent
     * @param runId the run
     * @param id the id of a turn or memory
     * @param everything true to forget everything of the scope
     */
    record Forget(
            @Nullable String userId,
            @Nullable String agentId,
            @Nullable String runId,
            @Nullable String id,
            @Nullable Boolean everything) {

        /** Checks that it is explicit: a missing id must not destroy everything. */
        boolean checkedEverything() {
            boolean all = Boolean.TRUE.equals(everything);
            if (all == (id != null)) {
                throw new InvalidInputException(
                        "Give the 'id' of an item, or \"everything\": true for the whole scope.");
            }
            return all;
        }
    }

    /**
     * A scope whose content is counted.
     *
     * @param userId the user
     * @param agentId the agent
     * @param runId the run
     */
    record ScopeQuery(
            @Nullable String userId,
            @Nullable String agentId,
            @Nullable String runId) {}

    /**
     * A receipt: what was destroyed and how far, or what would be.
     *
     * @param turns the number of turns
     * @param memories the number of memories
     * @param events the number of history events
     * @param vectors the number of embeddings
     * @param ledger how far the bytes were erased from the ledger
     * @param index how far the bytes were erased from the index
     */
    record Receipt(long turns, long memories, long events, long vectors, ErasureLevel ledger, ErasureLevel index) {

        static Receipt of(ForgetResult result) {
            return new Receipt(
                    result.turns(),
                    result.memories(),
                    result.events(),
                    result.vectors(),
                    result.ledger(),
                    result.index());
        }
    }

    @PostMapping("/api/v1/forget")
    @Operation(operationId = "forget", summary = "Destroy an item, or everything of a scope, and return a receipt")
    Receipt forget(Caller caller, @RequestBody Forget forget) {
        Scope scope = caller.scope(forget.userId(), forget.agentId(), forget.runId());
        if (forget.checkedEverything()) {
            return Receipt.of(memories.of(caller).forget(scope));
        }
        String id = String.valueOf(forget.id());
        ForgetResult result = memories.of(caller).forget(scope, id);
        if (result.isEmpty()) {
            throw new MemoryNotFoundException(id);
        }
        return Receipt.of(result);
    }

    @ReadsOnly
    @PostMapping("/api/v1/forget/preview")
    @Operation(operationId = "previewForget", summary = "Count what forgetting everything of a scope would destroy")
    Receipt preview(Caller caller, @RequestBody ScopeQuery query) {
        Scope scope = caller.scope(query.userId(), query.agentId(), query.runId());
        return Receipt.of(memories.of(caller).previewForget(scope));
    }
}
