package dev.memoir.index;

import java.time.Instant;

/**
 * A stretch of time.
 *
 * @param from its first instant; {@link Instant#MIN} if it has no beginning
 * @param to the first instant after it; {@link Instant#MAX} if it has no end
 */
public record TimeWindow(Instant from, Instant to) {

    /**
     * {@return whether an instant lies in it}
     *
     * @param instant any
     */
    public boolean holds(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }
}
