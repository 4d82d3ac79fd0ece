// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a {@link Memory} was recorded, changed and ended, and whether it is hidden or kept.
 *
 * @param recordedAt when it was first recorded; an update keeps it
 * @param updatedAt when it last changed
 * @param retractedAt when it was deleted or found to be wrong; null while it is current
 * @param expiresAt the time from which it is hidden, or null for never
 * @param suppressedAt the time since which it is hidden from recall, or null while it is not
 * @param pinned whether it is exempt from retention rules; it can still be deleted and forgotten
 */
public record Lifecycle(
        Instant recordedAt,
        Instant updatedAt,
        @Nullable Instant retractedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant suppressedAt,
        boolean pinned) {}
