package dev.memoir.samples.server.api;

import dev.memoir.Scope;
import dev.memoir.samples.server.key.Caller;
import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The scope of a request, as query parameters. At least one id is required, unless the key is bound to a scope.
 *
 * @param userId the user
 * @param agentId the agent
 * @param runId the run: a session, a task
 */
public record ScopeParameters(
        @Parameter(description = "The user.") @Nullable String userId,
        @Parameter(description = "The agent.") @Nullable String agentId,

        @Parameter(description = "The run: a session or a task.") @Nullable
        String runId) {

    /**
     * {@return the scope, as far as the key permits it}
     *
     * @param caller the caller
     */
    Scope of(Caller caller) {
        return caller.scope(userId, agentId, runId);
    }
}
