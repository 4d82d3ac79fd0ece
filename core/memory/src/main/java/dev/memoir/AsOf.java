// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A bitemporal point: what held at a time, what was known at a time, or what was then known to have held.
 *
 * @param valid the time in the world, or null for what was considered current
 * @param recorded the time in the ledger: only what was known by then, as it was known; null for now
 */
public record AsOf(@Nullable Instant valid, @Nullable Instant recorded) {

    /**
     * Checks that at least one time is given.
     *
     * @throws InvalidInputException if both are null
     */
    public AsOf {
        if (valid == null && recorded == null) {
            throw new InvalidInputException("No time is given. Name when it held, when it was known, or both.");
        }
    }

    /**
     * {@return what held at a time, as it is known now}
     *
     * @param instant the time in the world
     */
    public static AsOf valid(Instant instant) {
        return new AsOf(instant, null);
    }

    /**
     * {@return what was known at a time}
     *
     * @param instant the time in the ledger
     */
    public static AsOf recorded(Instant instant) {
        return new AsOf(null, instant);
    }
}
