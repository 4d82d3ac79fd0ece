package dev.memoir.recall.time;

import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/** Reads one sort of time. */
interface TimeRule {

    /**
     * {@return the time that begins at a lexeme, or null if none of this sort does}
     *
     * @param text the lexemes
     * @param at where
     * @param expected whether what stands before lets a time be expected, so that "march" is the month
     * @throws DateTimeException if the words name a day that does not exist
     */
    @Nullable
    ParseResult read(TokenSequence text, int at, boolean expected);

    /** {@return the longer of two readings} */
    static @Nullable ParseResult longer(@Nullable ParseResult one, @Nullable ParseResult other) {
        return other == null || (one != null && one.end() >= other.end()) ? one : other;
    }
}
