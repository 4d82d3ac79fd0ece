package dev.memoir.recall.time;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time that a text names.
 *
 * @param from from when, inclusive; null if it is open to the past. Not null if {@code to} is null
 * @param to until when, exclusive; null if it is open to the future
 * @param start where in the text it is named, the index of the first char
 * @param end the index after the last char
 * @param text the words that name it
 */
public record TimeRange(@Nullable Instant from, @Nullable Instant to, int start, int end, String text) {

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if it is open on both sides or does not end after it begins
     */
    public TimeRange {
        if (from == null && to == null) {
            throw new IllegalArgumentException("a range is open on one side at most");
        }
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("a range from " + from + " cannot end at " + to);
        }
    }

    /**
     * {@return whether an instant lies within}
     *
     * @param instant when
     */
    public boolean contains(Instant instant) {
        return (from == null || !instant.isBefore(from)) && (to == null || instant.isBefore(to));
    }

    /**
     * {@return whether something that lasts shares an instant with this}
     *
     * @param begin since when it lasts, inclusive; null for ever
     * @param finish until when, exclusive; null for ever
     */
    public boolean overlaps(@Nullable Instant begin, @Nullable Instant finish) {
        return (from == null || finish == null || from.isBefore(finish))
                && (to == null || begin == null || begin.isBefore(to));
    }
}
