// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.Scope;
import dev.memoir.samples.server.key.Caller;
import org.jspecify.annotations.Nullable;

/**
 * The scope of a request, as query parameters. At least one id is required, unless the key is bound to a scope.
 *
 * @param userId the user
 * @param agentId the agent
 * @param runId the run: a session, a task
 */
public record ScopeParameters(
        @Nullable String userId,
        @Nullable String agentId,

        @Nullable String runId) {

    /** {@return whether the request names no id} */
    boolean isEmpty() {
        return userId == null && agentId == null && runId == null;
    }

    /**
     * {@return the scope, as far as the key permits it}
     *
     * @param caller the caller
     */
    Scope of(Caller caller) {
        return caller.scope(userId, agentId, runId);
    }
}
