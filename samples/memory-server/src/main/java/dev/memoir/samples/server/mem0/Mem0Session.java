// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.Memory;
import dev.memoir.Scope;
import dev.memoir.samples.server.error.ApiException;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.mem0.filter.FilterCompiler;
import dev.memoir.samples.server.mem0.filter.FilterExpression;
import dev.memoir.samples.server.mem0.filter.FilterPlan;
import dev.memoir.samples.server.mem0.request.RequestProblem;
import dev.memoir.samples.server.tenant.CallerMemory;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one caller, for one request. mem0's requests name a memory by its id alone: its scope is looked up.
 *
 * @param caller the caller
 * @param memory the caller's memory
 */
record Mem0Session(Caller caller, CallerMemory memory) {

    /** A search asks the index once per scope. */
    static final int MAX_SEARCHED_SCOPES = 200;

    /** A listing reads at least one page per scope. */
    static final int MAX_LISTED_SCOPES = 2_000;

    /**
     * {@return a memory that is neither deleted nor suppressed}
     *
     * @param id the id
     * @throws ApiException if there is none, or the caller may not read it
     */
    Memory find(String id) {
        return found(id).orElseThrow(() -> unknown(id));
    }

    /**
     * {@return a memory that is neither deleted nor suppressed; empty if there is none, or the caller may not read it}
     *
     * @param id the id
     */
    Optional<Memory> found(String id) {
        return memory.scopeOf(id)
                .flatMap(scope -> memory.get(scope, id))
                .filter(found -> found.retractedAt() == null && found.suppressedAt() == null);
    }

    /**
     * {@return the scope of a memory, which may be deleted}
     *
     * @param id the id
     */
    Scope scopeOf(String id) {
        return memory.scopeOf(id)
                .filter(scope -> memory.get(scope, id).isPresent())
                .orElseThrow(() -> unknown(id));
    }

    /**
     * {@return the scope to write in}
     *
     * @param userId the user, or null
     * @param agentId the agent, or null
     * @param runId the run, or null
     */
    Scope scope(@Nullable String userId, @Nullable String agentId, @Nullable String runId) {
        if (userId == null && agentId == null && runId == null && caller.fixedScope() == null) {
            throw RequestProblem.invalid("At least one of user_id, agent_id and run_id is required.");
        }
        if ("*".equals(userId) || "*".equals(agentId) || "*".equals(runId)) {
            throw RequestProblem.invalid("\"*\" stands for any id and cannot be the id of a memory.");
        }
        return caller.scope(userId, agentId, runId);
    }

    FilterPlan plan(FilterExpression filters, int maxScopes) {
        return FilterCompiler.compile(filters, caller, memory, maxScopes);
    }

    private static ApiException unknown(String id) {
        return isUuid(id) ? RequestProblem.noMemory() : RequestProblem.invalid("memory_id should be a valid UUID");
    }

    private static boolean isUuid(String id) {
        try {
            return UUID.fromString(id).toString().equalsIgnoreCase(id);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
