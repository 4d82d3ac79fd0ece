// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.InvalidInputException;
import dev.memoir.MemoryUpdate;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Changes of a memory; fields that are left out stay as they are.
 *
 * @param text the new text
 * @param metadata the new metadata, replacing all of the old
 * @param expiresAt the time from which it is hidden; null for never
 * @param pinned whether it is exempt from retention rules
 * @param why the reason, for the history
 */
record MemoryChange(
        @Nullable String text,
        @Nullable Map<String, Object> metadata,

        @Schema(
                types = {"string", "null"},
                format = "date-time",
                implementation = Object.class)
        @Nullable
        JsonNode expiresAt,

        @Nullable Boolean pinned,
        @Nullable String why) {

    MemoryUpdate update() {
        MemoryUpdate.Builder update = MemoryUpdate.builder()
                .text(text)
                .metadata(metadata)
                .pinned(pinned)
                .reason(why);
        if (expiresAt != null && !expiresAt.isMissingNode()) {
            update.expiresAt(expiresAt.isNull() ? null : time(expiresAt));
        }
        return update.build();
    }

    private static Instant time(JsonNode expiresAt) {
        try {
            return Instant.parse(expiresAt.asString(""));
        } catch (DateTimeException e) {
            throw new InvalidInputException(
                    "The field 'expiresAt' must be a time such as 2026-05-07T23:30:00Z, or null.");
        }
    }
}
