// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/** Reads one kind of time expression. */
interface TimeRule {

    /**
     * {@return the time that begins at a lexeme, or null if there is none of this kind}
     *
     * @param text the lexemes
     * @param at the index of the lexeme
     * @param expected whether the words before make a time likely, so that "march" is the month
     * @throws DateTimeException if the words name a date that does not exist
     */
    @Nullable
    ParseResult read(TokenSequence text, int at, boolean expected);

    /** {@return the longer of two results} */
    static @Nullable ParseResult longer(@Nullable ParseResult one, @Nullable ParseResult other) {
        return other == null || (one != null && one.end() >= other.end()) ? one : other;
    }
}
