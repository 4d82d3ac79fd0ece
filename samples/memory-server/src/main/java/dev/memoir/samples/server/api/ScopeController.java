// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.InvalidInputException;
import dev.memoir.maintenance.ScopeListRequest;
import dev.memoir.maintenance.ScopePart;
import dev.memoir.maintenance.ScopeSummary;
import dev.memoir.samples.server.error.ApiException;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.tenant.TenantMemories;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The users, agents and runs that a key may read. */
@RestController
@Tag(name = "Overview")
class ScopeController {

    private final TenantMemories memories;

    ScopeController(TenantMemories memories) {
        this.memories = memories;
    }

    /**
     * What is held of a user, agent or run, or of a combination of them.
     *
     * @param userId the user
     * @param agentId the agent
     * @param runId the run
     * @param turns the number of turns
     * @param memories the number of current memories
     * @param firstRecordedAt when the first of them was recorded
     * @param lastRecordedAt when the latest of them was recorded
     */
    record ScopeSummaryView(
            @Nullable String userId,
            @Nullable String agentId,
            @Nullable String runId,
            long turns,
            long memories,
            Instant firstRecordedAt,
            Instant lastRecordedAt) {

        static ScopeSummaryView of(ScopeSummary summary) {
            return new ScopeSummaryView(
                    summary.userId(),
                    summary.agentId(),
                    summary.runId(),
                    summary.turns(),
                    summary.memories(),
                    summary.firstRecordedAt(),
                    summary.lastRecordedAt());
        }
    }

    @GetMapping("/api/v1/scopes")
    @Operation(
            operationId = "listScopes",
            summary = "List the users, agents or runs that the key may read, with counts")
    PageView<ScopeSummaryView> list(
            Caller caller,
            @ParameterObject @ModelAttribute ScopeParameters only,
            @RequestParam(required = false) @Nullable List<ScopePart> groupBy,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String after) {
        ScopeListRequest.Builder request = ScopeListRequest.builder()
                .userId(only.userId())
                .agentId(only.agentId())
                .runId(only.runId())
                .limit(limit)
                .after(after);
        if (groupBy != null && !groupBy.isEmpty()) {
            if (groupBy.stream().anyMatch(Objects::isNull)) {
                throw new InvalidInputException("A value of groupBy is blank; give USER, AGENT or RUN.");
            }
            request.groupBy(groupBy.get(0), groupBy.toArray(ScopePart[]::new));
        }
        return PageView.of(memories.of(caller).scopes(request.build()), ScopeSummaryView::of);
    }

    @GetMapping("/api/v1/scopes/of/{id}")
    @Operation(operationId = "scopeOf", summary = "Find the scope of a turn, a memory or a step of a history")
    ScopeView of(Caller caller, @PathVariable String id) {
        return memories.of(caller)
                .scopeOf(id)
                .map(ScopeView::of)
                .orElseThrow(() -> new ApiException(HttpStatus.NOT_FOUND, "There is no item with this id."));
    }
}
