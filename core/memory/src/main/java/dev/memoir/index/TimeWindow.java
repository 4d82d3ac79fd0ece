// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index;

import java.time.Instant;

/**
 * An interval of time.
 *
 * @param from the first instant; {@link Instant#MIN} if it has no beginning
 * @param to the first instant after the interval; {@link Instant#MAX} if it has no end
 */
public record TimeWindow(Instant from, Instant to) {

    /**
     * {@return whether an instant is within the interval}
     *
     * @param instant the instant
     */
    public boolean holds(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }
}
