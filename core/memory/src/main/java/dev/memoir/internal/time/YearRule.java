// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import dev.memoir.internal.time.TimeTerm.Kind;
import org.jspecify.annotations.Nullable;

/** Reads years: on their own after a preposition, or after a date, a season or a holiday. */
final class YearRule implements TimeRule {

    /** Other numbers are rarely years. */
    private static final int FIRST = 1000;

    private static final int LAST = 2999;

    /** The limits for years on their own are narrower, because of "in 1500 words". */
    private static final int FIRST_ALONE = 1900;

    private static final int LAST_ALONE = 2099;

    private final ReferenceTime now;

    YearRule(ReferenceTime now) {
        this.now = now;
    }

    /**
     * A year.
     *
     * @param value the number of the year
     * @param end the index of the lexeme after it
     */
    record Year(int value, int end) {}

    @Override
    public @Nullable ParseResult read(TokenSequence text, int at, boolean expected) {
        int start = text.skip(at, Kind.IN_YEAR);
        if (!written(text, start) || text.value(start) < FIRST_ALONE || text.value(start) > LAST_ALONE) {
            return null;
        }
        boolean named = start > at || expected || preposition(text, start) || toYear(text, start);
        boolean counts = text.is(start + 1, Kind.UNIT)
                && text.get(start + 1).terms().stream().noneMatch(t -> t.in("ru"));
        return named && !counts ? new ParseResult(LocalInterval.year(text.value(start)), start + 1) : null;
    }

    /** {@return the year that follows a time: ", 2023", "of 2023", "'23", "last year"} */
    @Nullable
    Year after(TokenSequence text, int at) {
        int start = text.skipSign(at, ",");
        if (text.is(start, Kind.OF) || text.is(start, Kind.IN)) {
            start++;
        }
        start = text.skip(start, Kind.THE);
        start = text.skip(start, Kind.IN_YEAR);
        if (written(text, start)) {
            return new Year(text.value(start), start + 1);
        }
        if ((text.sign(start, "'") || text.sign(start, "\u2019"))
                && text.digits(start + 1) == 2
                && text.joined(start + 1)) {
            return new Year(century(text.value(start + 1)), start + 2);
        }
        return relative(text, start);
    }

    /** {@return a year of two digits in full, at most ten years in the future} */
    int century(int twoDigits) {
        int year = Math.floorDiv(now.year(), 100) * 100 + twoDigits;
        return year > now.year() + 10 ? year - 100 : year;
    }

    private @Nullable Year relative(TokenSequence text, int at) {
        TimeTerm word = text.term(at, Kind.YEAR);
        if (word != null) {
            return new Year(now.year() + word.value(), at + 1);
        }
        int offset = text.is(at, Kind.LAST) ? -1 : text.is(at, Kind.NEXT) ? 1 : 0;
        TimeTerm unit = text.term(at + 1, Kind.UNIT);
        boolean year = unit != null && unit.value() == CalendarUnit.YEAR.number();
        return year && (offset != 0 || text.is(at, Kind.THIS)) ? new Year(now.year() + offset, at + 2) : null;
    }

    private static boolean written(TokenSequence text, int at) {
        boolean part = (text.joined(at + 1) && (text.dash(at + 1) || text.sign(at + 1, ":") || text.sign(at + 1, "%")))
                || (text.joined(at + 1) && text.joined(at + 2) && text.number(at + 2));
        return text.digits(at) == 4
                && text.value(at) >= FIRST
                && text.value(at) <= LAST
                && (!part || (text.dash(at + 1) && text.digits(at + 2) == 4));
    }

    /** Recognises "2019-2021". */
    private static boolean toYear(TokenSequence text, int at) {
        return text.dash(at + 1)
                && text.joined(at + 1)
                && text.joined(at + 2)
                && text.digits(at + 2) == 4
                && text.value(at + 2) > text.value(at)
                && text.value(at + 2) <= LAST_ALONE;
    }

    private static boolean preposition(TokenSequence text, int at) {
        Lexeme before = text.get(at - 1);
        return before.is(Kind.IN)
                || before.is(Kind.SINCE)
                || before.is(Kind.BEFORE)
                || before.is(Kind.AFTER)
                || before.is(Kind.UNTIL);
    }
}
