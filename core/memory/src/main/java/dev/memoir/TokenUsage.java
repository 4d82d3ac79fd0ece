// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.time.LocalDate;

/**
 * The tokens that extraction used for a scope on a day.
 *
 * @param day the day, in UTC
 * @param tokens the tokens of prompts and replies
 * @param limit the number of tokens from which nothing more is extracted that day, {@link Long#MAX_VALUE} if there is
 *     none
 */
public record TokenUsage(LocalDate day, long tokens, long limit) {

    /** {@return whether turns wait for the next day} */
    public boolean exhausted() {
        return tokens >= limit;
    }
}
