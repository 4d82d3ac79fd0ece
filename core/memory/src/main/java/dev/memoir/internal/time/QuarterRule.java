// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import dev.memoir.internal.time.RecurringTime.Pick;
import dev.memoir.internal.time.TimeTerm.Kind;
import dev.memoir.internal.time.YearRule.Year;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reads quarters of a year: "Q1 2024", "2024-Q1", "the first quarter of 2024". */
final class QuarterRule implements TimeRule {

    private static final int QUARTERS = 4;

    private final YearRule years;

    QuarterRule(YearRule years) {
        this.years = years;
    }

    @Override
    public @Nullable ParseResult read(TokenSequence text, int at, boolean expected) {
        ParseResult yearFirst = yearFirst(text, at);
        if (yearFirst != null) {
            return yearFirst;
        }
        int place = text.skip(at, Kind.THE);
        int number = number(text, place);
        if (number == 0) {
            return spelled(text, place);
        }
        return yearly(text, number, place + 2, text.get(place).first().capital());
    }

    private static @Nullable ParseResult yearFirst(TokenSequence text, int at) {
        int place = text.dash(at + 1) ? at + 2 : at + 1;
        int number = text.digits(at) == 4 ? number(text, place) : 0;
        return number == 0 ? null : new ParseResult(quarter(text.value(at), number), place + 2);
    }

    private @Nullable ParseResult spelled(TokenSequence text, int at) {
        TimeTerm ordinal = text.term(at, Kind.ORDINAL);
        boolean digits = text.number(at) && text.is(at + 1, Kind.SUFFIX) && text.joined(at + 1);
        int number = ordinal != null ? ordinal.value() : digits ? text.value(at) : 0;
        int place = digits ? at + 2 : at + 1;
        boolean quarter =
                RelativeUnitRule.unit(text, place) == CalendarUnit.QUARTER && number >= 1 && number <= QUARTERS;
        return quarter ? yearly(text, number, place + 1, false) : null;
    }

    private @Nullable ParseResult yearly(TokenSequence text, int number, int end, boolean alone) {
        Year year = years.after(text, text.dash(end) ? end + 1 : end);
        if (year != null) {
            return new ParseResult(quarter(year.value(), number), year.end());
        }
        return alone ? new ParseResult(new RecurringTime(y -> quarter(y, number), Pick.LATEST), end) : null;
    }

    private static int number(TokenSequence text, int at) {
        boolean q = text.get(at).first().is("q") && text.joined(at + 1) && text.digits(at + 1) == 1;
        return q && text.value(at + 1) <= QUARTERS ? text.value(at + 1) : 0;
    }

    private static LocalInterval quarter(int year, int number) {
        return LocalInterval.months(LocalDate.of(year, 3 * number - 2, 1), 3);
    }
}
