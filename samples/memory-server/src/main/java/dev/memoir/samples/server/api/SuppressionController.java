// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.InvalidInputException;
import dev.memoir.Scope;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.tenant.TenantMemories;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Hides turns and memories from recall without destroying anything. */
@RestController
@Tag(name = "Suppression")
class SuppressionController {

    private static final int MOST_IDS = 1000;

    private final TenantMemories memories;

    SuppressionController(TenantMemories memories) {
        this.memories = memories;
    }

    /**
     * The items to hide or to show again.
     *
     * @param userId the user
     * @param agentId the agent
     * @param runId the run
     * @param ids the ids of turns and memories
     * @param why the reason, for the history; only when they are hidden
     */
    record Items(
            @Nullable String userId,
            @Nullable String agentId,
            @Nullable String runId,
            @Required @Nullable List<String> ids,
            @Nullable String why) {

        List<String> checkedIds() {
            if (ids == null
                    || ids.isEmpty()
                    || ids.size() > MOST_IDS
                    || ids.stream().anyMatch(Objects::isNull)) {
                throw new InvalidInputException("The field 'ids' needs 1 to " + MOST_IDS + " ids.");
            }
            return ids;
        }

        Scope scope(Caller caller) {
            return caller.scope(userId, agentId, runId);
        }
    }

    @PostMapping("/api/v1/suppress")
    @Operation(
            operationId = "suppress",
            summary = "Hide turns and memories from recall; items that are hidden or not in the scope are ignored")
    ListView<EventView> suppress(Caller caller, @RequestBody Items items) {
        return ListView.of(
                memories.of(caller).suppress(items.scope(caller), items.checkedIds(), items.why()), EventView::of);
    }

    @PostMapping("/api/v1/unsuppress")
    @Operation(operationId = "unsuppress", summary = "Show hidden turns and memories again")
    ListView<EventView> unsuppress(Caller caller, @RequestBody Items items) {
        if (items.why() != null) {
            throw new InvalidInputException("A reason is only recorded when items are hidden. Leave out 'why'.");
        }
        return ListView.of(memories.of(caller).unsuppress(items.scope(caller), items.checkedIds()), EventView::of);
    }
}
