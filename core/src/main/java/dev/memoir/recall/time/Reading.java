package dev.memoir.recall.time;

import org.jspecify.annotations.Nullable;

/**
 * A time that was read.
 *
 * @param when the time
 * @param other another way to read the same words, or null
 * @param end the index of the lexeme behind it
 */
record Reading(When when, @Nullable When other, int end) {

    Reading(When when, int end) {
        this(when, null, end);
    }
}
