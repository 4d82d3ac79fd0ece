// SPDX-License-Identifier: Apache-2.0
package dev.memoir.maintenance;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a memory holds of one user, agent or run, or of a combination of them, see {@link ScopeListRequest}.
 *
 * @param userId the user; null if the items have none, or are not grouped by user
 * @param agentId the agent; null if the items have none, or are not grouped by agent
 * @param runId the run; null if the items have none, or are not grouped by run
 * @param turns the number of turns
 * @param memories the number of current memories
 * @param firstRecordedAt when the first of them was recorded
 * @param lastRecordedAt when the latest of them was recorded
 */
public record ScopeSummary(
        @Nullable String userId,
        @Nullable String agentId,
        @Nullable String runId,
        long turns,
        long memories,
        Instant firstRecordedAt,
        Instant lastRecordedAt) {}
