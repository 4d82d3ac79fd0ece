// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import dev.memoir.internal.time.RecurringTime.Pick;
import dev.memoir.internal.time.TimeTerm.Kind;
import dev.memoir.internal.time.YearRule.Year;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reads holidays with a fixed date: "Christmas 2023", "last Halloween", "New Year's Eve". */
final class HolidayRule implements TimeRule {

    private final YearRule years;

    HolidayRule(YearRule years) {
        this.years = years;
    }

    @Override
    public @Nullable ParseResult read(TokenSequence text, int at, boolean expected) {
        TimeTerm picked = text.term(at + 1, Kind.HOLIDAY);
        Pick pick = picked == null ? null : LastThisNext.of(text, at, picked, Pick.OVER);
        if (picked != null && pick != null) {
            return new ParseResult(yearly(picked, pick), at + 2);
        }
        TimeTerm holiday = text.term(at, Kind.HOLIDAY);
        if (holiday == null) {
            return null;
        }
        Year year = years.after(text, at + 1);
        if (year != null) {
            return new ParseResult(yearly(holiday, Pick.LATEST).in(year.value()), year.end());
        }
        return expected || TimePrepositions.beforeHoliday(text, at, holiday) || holiday.in("zh")
                ? new ParseResult(yearly(holiday, Pick.LATEST), at + 1)
                : null;
    }

    private static RecurringTime yearly(TimeTerm holiday, Pick pick) {
        return new RecurringTime(
                year -> LocalInterval.day(LocalDate.of(year, holiday.value() / 100, holiday.value() % 100)), pick);
    }
}
