// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import dev.memoir.internal.time.TimeTerm.Kind;
import org.jspecify.annotations.Nullable;

/** Reads ordinal numbers: "first", "3rd", "1er", "2ª", "1-я", "第三", and in German "3." before a unit. */
final class OrdinalNumberReader {

    /** The maximum number of parts of a period. */
    private static final int MOST = 366;

    private OrdinalNumberReader() {}

    /**
     * An ordinal number.
     *
     * @param value the number, from 1
     * @param end the index of the lexeme after it
     */
    record Ordinal(int value, int end) {}

    static @Nullable Ordinal read(TokenSequence text, int at) {
        TimeTerm word = text.term(at, Kind.ORDINAL);
        if (word != null) {
            return new Ordinal(word.value(), at + 1);
        }
        if (text.is(at, Kind.ORDINAL_PREFIX)) {
            return text.number(at + 1) ? checked(text.value(at + 1), at + 2) : null;
        }
        if (!text.number(at) || text.digits(at) == 0 || text.digits(at) > 3) {
            return null;
        }
        int suffix = text.dash(at + 1) && text.joined(at + 1) ? at + 2 : text.skipSign(at + 1, ".");
        if (text.is(suffix, Kind.SUFFIX) && text.joined(suffix)) {
            return checked(text.value(at), suffix + 1);
        }
        TimeTerm part = text.term(at + 2, Kind.UNIT);
        TimeTerm half = text.term(at + 2, Kind.HALF);
        boolean german = (part != null && part.in("de")) || (half != null && half.in("de"));
        return german && text.sign(at + 1, ".") && text.joined(at + 1) && !text.joined(at + 2)
                ? checked(text.value(at), at + 2)
                : null;
    }

    private static @Nullable Ordinal checked(int value, int end) {
        return value >= 1 && value <= MOST ? new Ordinal(value, end) : null;
    }
}
