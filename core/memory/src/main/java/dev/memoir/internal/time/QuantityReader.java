// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import dev.memoir.internal.time.TimeTerm.Kind;
import org.jspecify.annotations.Nullable;

/** Reads counts: "3", "two", "twenty-one", "a", "a few". */
final class QuantityReader {

    /** People do not count back more units than this. */
    private static final int MOST = 10_000;

    private static final int TENS = 20;

    private QuantityReader() {}

    /**
     * A count.
     *
     * @param least the minimum
     * @param most the maximum
     * @param end the index of the lexeme after it
     */
    record Quantity(int least, int most, int end) {}

    static @Nullable Quantity read(TokenSequence text, int at) {
        if (text.number(at)) {
            return text.value(at) <= MOST && !fraction(text, at) ? exactly(text.value(at), at + 1) : null;
        }
        TimeTerm few = text.term(at, Kind.FEW);
        if (few != null) {
            return new Quantity(few.value() / 100, few.value() % 100, at + 1);
        }
        TimeTerm number = text.term(at, Kind.NUMBER);
        if (number == null) {
            return null;
        }
        if (number.value() >= TENS) {
            int next = text.skipSign(at + 1, "-");
            TimeTerm ones = text.term(next, Kind.NUMBER);
            if (ones != null && ones.value() < 10) {
                return exactly(number.value() + ones.value(), next + 1);
            }
        }
        return exactly(number.value(), at + 1);
    }

    /** The 5 of "1.5 weeks" is not a count. */
    private static boolean fraction(TokenSequence text, int at) {
        return text.joined(at) && (text.sign(at - 1, ".") || text.sign(at - 1, ",") || text.sign(at - 1, "/"));
    }

    private static Quantity exactly(int count, int end) {
        return new Quantity(count, count, end);
    }
}
