// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.Scope;
import org.jspecify.annotations.Nullable;

/**
 * The scope that an item was written with.
 *
 * @param userId the user
 * @param agentId the agent
 * @param runId the run
 */
record ScopeView(
        @Nullable String userId,
        @Nullable String agentId,
        @Nullable String runId) {

    static ScopeView of(Scope scope) {
        return new ScopeView(scope.userId(), scope.agentId(), scope.runId());
    }
}
