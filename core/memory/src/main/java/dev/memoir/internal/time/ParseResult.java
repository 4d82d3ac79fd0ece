// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import org.jspecify.annotations.Nullable;

/**
 * A time that a rule has read.
 *
 * @param when the time
 * @param other another reading of the same words, or null
 * @param end the index of the lexeme after it
 */
record ParseResult(TimeReference when, @Nullable TimeReference other, int end) {

    ParseResult(TimeReference when, int end) {
        this(when, null, end);
    }
}
