// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.InvalidInputException;
import dev.memoir.MemoryKind;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.StoreRequest;
import dev.memoir.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Memories to be stored verbatim.
 *
 * @param userId the user
 * @param agentId the agent
 * @param runId the run
 * @param memories the memories
 * @param subject who or what they are about
 * @param kind their kind; {@code FACT} by default
 * @param expiresAt the time from which they are hidden; never by default
 * @param pinned whether they are exempt from retention rules
 * @param metadata metadata of every memory
 */
record NewMemories(
        @Nullable String userId,
        @Nullable String agentId,
        @Nullable String runId,
        @Required @Nullable List<NewMemory> memories,
        @Nullable String subject,
        @Nullable MemoryKind kind,
        @Nullable Instant expiresAt,
        @Nullable Boolean pinned,
        @Nullable Map<String, Object> metadata) {

    /**
     * A memory to be stored.
     *
     * @param text the text
     * @param attributedTo the speaker it is attributed to
     * @param metadata the application's metadata
     */
    record NewMemory(
            @Required @Nullable String text,
            @Nullable String attributedTo,
            @Nullable Map<String, Object> metadata) {

        Turn turn() {
            if (text == null) {
                throw new InvalidInputException("Every memory needs a text.");
            }
            return Turn.builder(Role.USER, text)
                    .speaker(attributedTo)
                    .metadata(metadata == null ? Map.of() : metadata)
                    .build();
        }
    }

    StoreRequest request(Scope scope, @Nullable String idempotencyKey) {
        return StoreRequest.builder(scope)
                .turns((memories == null ? List.<NewMemory>of() : memories)
                        .stream().map(NewMemory::turn).toList())
                .subject(subject)
                .kind(kind == null ? MemoryKind.FACT : kind)
                .expiresAt(expiresAt)
                .pinned(Boolean.TRUE.equals(pinned))
                .metadata(metadata == null ? Map.of() : metadata)
                .idempotencyKey(idempotencyKey)
                .build();
    }
}
