// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A range of time that a text names. At least one of the two bounds is not null.
 *
 * @param from the start, inclusive; null if the range is open to the past
 * @param to the end, exclusive; null if the range is open to the future
 * @param start the index of the first char in the text
 * @param end the index after the last char in the text
 * @param text the words that name the range
 */
public record TimeRange(@Nullable Instant from, @Nullable Instant to, int start, int end, String text) {

    /**
     * Validates the bounds.
     *
     * @throws IllegalArgumentException if the range is open on both sides or does not end after its start
     */
    public TimeRange {
        if (from == null && to == null) {
            throw new IllegalArgumentException("A time range must have a start or an end");
        }
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("A time range must end after its start, was " + from + " to " + to);
        }
    }

    /**
     * {@return whether this range contains an instant}
     *
     * @param instant the instant
     */
    public boolean contains(Instant instant) {
        return (from == null || !instant.isBefore(from)) && (to == null || instant.isBefore(to));
    }

    /**
     * {@return whether this range overlaps with another}
     *
     * @param begin the start of the other range, inclusive; null if it is open to the past
     * @param finish the end of the other range, exclusive; null if it is open to the future
     */
    public boolean overlaps(@Nullable Instant begin, @Nullable Instant finish) {
        return (from == null || finish == null || from.isBefore(finish))
                && (to == null || begin == null || begin.isBefore(to));
    }
}
