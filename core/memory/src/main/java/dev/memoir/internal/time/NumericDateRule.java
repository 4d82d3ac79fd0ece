// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import dev.memoir.internal.time.RecurringTime.Pick;
import dev.memoir.internal.time.TimeTerm.Kind;
import dev.memoir.internal.time.YearRule.Year;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads numeric dates: 2023-05-12, 2023-05, 12.05.2023, 5/12/2023, 2023年5月12日, 5월 12일. */
final class NumericDateRule implements TimeRule {

    private static final List<String> SEPARATORS = List.of("-", "/", ".");
    private static final String NO_DATE_BEFORE = "-./:,#_$€£+=%@\\";

    private final YearRule years;

    NumericDateRule(YearRule years) {
        this.years = years;
    }

    @Override
    public @Nullable ParseResult read(TokenSequence text, int at, boolean expected) {
        ParseResult east = east(text, at);
        return east != null ? east : text.number(at) && begins(text, at) ? separated(text, at) : null;
    }

    private static boolean begins(TokenSequence text, int at) {
        if (!text.joined(at)) {
            return true;
        }
        String before = text.get(at - 1).first().text();
        return text.get(at - 1).first().sort() == Token.Sort.SIGN
                ? NO_DATE_BEFORE.indexOf(before.codePointAt(0)) < 0
                : !before.isEmpty() && before.codePointAt(0) >= 0x2E80;
    }

    private @Nullable ParseResult separated(TokenSequence text, int at) {
        String separator = text.get(at + 1).first().text();
        if (!SEPARATORS.contains(separator) || !part(text, at + 2) || !text.joined(at + 1)) {
            return null;
        }
        boolean three = text.sign(at + 3, separator) && text.joined(at + 3) && part(text, at + 4);
        boolean more = three && text.sign(at + 5, separator) && text.joined(at + 5) && part(text, at + 6);
        int first = text.value(at);
        int second = text.value(at + 2);
        if (!three) {
            return separator.equals("-") && text.digits(at) == 4 && text.digits(at + 2) == 2 && second <= 12
                    ? new ParseResult(LocalInterval.months(LocalDate.of(first, second, 1), 1), at + 3)
                    : null;
        }
        if (more || text.digits(at + 2) > 2) {
            return null;
        }
        int third = text.value(at + 4);
        if (text.digits(at) == 4 && text.digits(at + 4) <= 2) {
            return ClockTimeReader.within(LocalDate.of(first, second, third), text, at + 5);
        }
        return text.digits(at) <= 2 ? yearLast(first, second, year(text, at), separator, at + 5) : null;
    }

    /** {@return a year of four digits, or of two if the day or month has two as well; 0 if it is not a year} */
    private int year(TokenSequence text, int at) {
        if (text.digits(at + 4) == 4) {
            return text.value(at + 4);
        }
        boolean two = text.digits(at + 4) == 2 && (text.digits(at) == 2 || text.digits(at + 2) == 2);
        return two ? years.century(text.value(at + 4)) : 0;
    }

    /** With dots the day comes first; with other separators both orders are kept if both are possible. */
    private static @Nullable ParseResult yearLast(int first, int second, int year, String separator, int end) {
        if (year == 0) {
            return null;
        }
        LocalInterval dayFirst = day(year, second, first);
        LocalInterval monthFirst = separator.equals(".") ? null : day(year, first, second);
        if (monthFirst == null || monthFirst.equals(dayFirst)) {
            return dayFirst == null ? null : new ParseResult(dayFirst, end);
        }
        return new ParseResult(monthFirst, dayFirst, end);
    }

    private static @Nullable LocalInterval day(int year, int month, int day) {
        try {
            return LocalInterval.day(LocalDate.of(year, month, day));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean part(TokenSequence text, int at) {
        return text.number(at) && text.joined(at);
    }

    private @Nullable ParseResult east(TokenSequence text, int at) {
        Year year = text.is(at, Kind.YEAR) ? years.after(text, at) : null;
        int place = year == null ? at : year.end();
        if (year == null && text.digits(at) == 4 && unit(text, at + 1, CalendarUnit.YEAR, "年", "년")) {
            year = new Year(text.value(at), at + 2);
            place = at + 2;
        }
        boolean monthly = text.number(place)
                && text.value(place) >= 1
                && text.value(place) <= 12
                && unit(text, place + 1, CalendarUnit.MONTH, "月", "월");
        if (!monthly) {
            return year == null || text.is(at, Kind.YEAR)
                    ? null
                    : new ParseResult(LocalInterval.year(year.value()), place);
        }
        int month = text.value(place);
        boolean daily = text.number(place + 2) && unit(text, place + 3, CalendarUnit.DAY, "日", "号", "號", "일");
        int end = daily ? place + 4 : place + 2;
        int day = daily ? text.value(place + 2) : 1;
        RecurringTime every = new RecurringTime(
                y -> daily
                        ? LocalInterval.day(LocalDate.of(y, month, day))
                        : LocalInterval.months(LocalDate.of(y, month, 1), 1),
                Pick.LATEST);
        return new ParseResult(year == null ? every : every.in(year.value()), end);
    }

    private static boolean unit(TokenSequence text, int at, CalendarUnit unit, String... written) {
        TimeTerm term = text.term(at, Kind.UNIT);
        return term != null
                && term.value() == unit.number()
                && List.of(written).contains(text.get(at).first().text());
    }
}
