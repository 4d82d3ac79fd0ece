package dev.memoir;

import java.time.LocalDate;

/**
 * What drawing facts for a scope cost on a day.
 *
 * @param day in UTC
 * @param tokens of prompts and replies
 * @param ceiling from how many on nothing more is drawn that day, {@link Long#MAX_VALUE} if there is none
 */
public record TokenUsage(LocalDate day, long tokens, long ceiling) {

    /** {@return whether turns wait for the next day} */
    public boolean exhausted() {
        return tokens >= ceiling;
    }
}
