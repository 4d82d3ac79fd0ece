// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.samples.server.mem0.filter.FilterExpression;
import dev.memoir.samples.server.mem0.request.RequestProblem;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whose memories are meant; {@code *} stands for any.
 *
 * @param userId the user, or null
 * @param agentId the agent, or null
 * @param runId the run, or null
 * @param appId the app, an entry of metadata; or null
 */
record Mem0Owner(
        @Nullable String userId,
        @Nullable String agentId,
        @Nullable String runId,
        @Nullable String appId) {

    Mem0Owner {
        userId = given(userId);
        agentId = given(agentId);
        runId = given(runId);
        appId = given(appId);
    }

    private static @Nullable String given(@Nullable String id) {
        return id == null || id.isBlank() ? null : id.strip();
    }

    /** {@return whether everything is meant: each id is {@code *}} */
    boolean everything() {
        return Stream.of(userId, agentId, runId, appId).allMatch("*"::equals);
    }

    /** {@return whether no user, agent or run is named} */
    boolean isEmpty() {
        return Stream.of(userId, agentId, runId).allMatch(Objects::isNull);
    }

    void check(Mem0Session session) {
        if (isEmpty() && session.caller().fixedScope() == null) {
            throw RequestProblem.invalid(
                    appId == null
                            ? "At least one of user_id, agent_id and run_id is required; \"*\" stands for any."
                            : "app_id alone is no owner of memories here: it is kept as an entry of metadata. Name a"
                                    + " user_id, agent_id or run_id too.");
        }
    }

    FilterExpression filter() {
        return Mem0Filters.ids(userId, agentId, runId, appId);
    }
}
