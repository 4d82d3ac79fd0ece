// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import dev.memoir.internal.time.OrdinalNumberReader.Ordinal;
import dev.memoir.internal.time.QuantityReader.Quantity;
import dev.memoir.internal.time.TimeTerm.Kind;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbered parts of a period: "the first week of January 2024", "the last two months of 2022". Further examples
 * are "the first Monday of May", "the second half of 2021", "последний квартал 2023 года" and "2021年下半年". The divided
 * thing must be a time, not a pizza: "the second half of the pizza". {@link Division} defines the days of each part.
 */
final class DivisionRule implements TimeRule {

    private final ReferenceTime now;
    private final CurrentPeriodRule current;
    private final TimeRule times;

    /** @param times the rule that reads the divided period */
    DivisionRule(ReferenceTime now, TimeRule times) {
        this.now = now;
        this.current = new CurrentPeriodRule(now);
        this.times = times;
    }

    /**
     * The words that name a part.
     *
     * @param division the part
     * @param term the word for its unit
     * @param end the index of the lexeme after it
     */
    private record Named(Division division, TimeTerm term, int end) {}

    @Override
    public @Nullable ParseResult read(TokenSequence text, int at, boolean expected) {
        int place = text.skip(at, Kind.THE);
        Named part = part(text, place);
        if (part != null) {
            ParseResult period = periodAfter(text, part.end(), part.term());
            return period == null ? ofThisYear(part) : each(period.when(), period.end(), part.division()::of);
        }
        ParseResult unit = unitOf(text, at, expected);
        return unit == null ? partAfterPeriod(text, at, expected) : unit;
    }

    /** Reads "first week", "last two weeks", "first Monday", "second half", "three last months". */
    private static @Nullable Named part(TokenSequence text, int at) {
        TimeTerm half = text.term(at, Kind.HALF);
        if (half != null && half.value() > 0) {
            return new Named(Division.half(half.value()), half, at + 1);
        }
        Quantity first =
                text.number(at) && OrdinalNumberReader.read(text, at) != null ? null : QuantityReader.read(text, at);
        int place = first == null ? at : first.end();
        Ordinal ordinal = OrdinalNumberReader.read(text, place);
        boolean last = ordinal == null && last(text, place);
        if (ordinal == null && !last) {
            return null;
        }
        int number = ordinal == null ? Division.LAST : ordinal.value();
        int end = ordinal == null ? place + 1 : ordinal.end();
        Quantity after = first == null ? QuantityReader.read(text, end) : null;
        int count = first != null ? first.most() : after != null ? after.most() : 1;
        if (count > 1 && number > 1) {
            return null;
        }
        return unit(text, after == null ? end : after.end(), number, Math.max(1, count));
    }

    private static @Nullable Named unit(TokenSequence text, int at, int number, int count) {
        TimeTerm half = text.term(at, Kind.HALF);
        if (half != null && half.value() == 0 && count == 1) {
            return new Named(Division.half(number), half, at + 1);
        }
        // Before weekdays, because the Russian word for week is Sunday in Bulgarian.
        TimeTerm term = text.term(at, Kind.UNIT);
        if (term != null) {
            CalendarUnit unit = CalendarUnit.meant(term);
            return unit.compareTo(CalendarUnit.DAY) < 0
                    ? null
                    : new Named(Division.units(unit, number, count), term, at + 1);
        }
        TimeTerm weekday = text.term(at, Kind.WEEKDAY);
        return weekday == null || count > 1
                ? null
                : new Named(Division.weekday(DayOfWeek.of(weekday.value()), number), weekday, at + 1);
    }

    /** Russian "последний" means both the last of several and the past one. */
    private static boolean last(TokenSequence text, int at) {
        TimeTerm past = text.term(at, Kind.PAST);
        return text.is(at, Kind.LAST) || text.is(at, Kind.FINAL) || (past != null && past.in("ru"));
    }

    /** Reads the period after its part. */
    private @Nullable ParseResult periodAfter(TokenSequence text, int at, TimeTerm part) {
        boolean linked = linked(text, at, part);
        if (!linked && !part.in("de") && !part.in("ru") && !text.number(at)) {
            return null;
        }
        int place = linked ? at + 1 : at;
        ParseResult named = times.read(text, place, true);
        return named != null || (!linked && !part.in("ru")) ? named : current.read(text, place, part);
    }

    /** Reads "下半年" without a period. */
    private @Nullable ParseResult ofThisYear(Named part) {
        boolean half = part.term().kind() == Kind.HALF
                && part.term().value() > 0
                && part.term().in("zh");
        return half ? new ParseResult(part.division().of(LocalInterval.year(now.year())), part.end()) : null;
    }

    private static boolean linked(TokenSequence text, int at, TimeTerm part) {
        for (Kind kind : new Kind[] {Kind.OF, Kind.IN}) {
            TimeTerm link = text.term(at, kind);
            if (link != null && link.sharesLanguage(part)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Reads "the week of 12 May", from its Monday, "the weekend of 12 May", of the same week, and "the month of May".
     */
    private @Nullable ParseResult unitOf(TokenSequence text, int at, boolean expected) {
        int place = text.skip(at, Kind.THE);
        TimeTerm term = text.term(place, Kind.UNIT);
        CalendarUnit unit = term == null ? null : CalendarUnit.meant(term);
        boolean named = unit == CalendarUnit.MONTH || place > at || expected;
        if (term == null || unit == null || !named || !text.is(place + 1, Kind.OF) || !linked(text, place + 1, term)) {
            return null;
        }
        boolean containsDay = unit == CalendarUnit.WEEK || unit == CalendarUnit.WEEKEND;
        ParseResult time = containsDay || unit == CalendarUnit.MONTH ? times.read(text, place + 2, true) : null;
        return time == null ? null : each(time.when(), time.end(), period -> around(period, unit, containsDay));
    }

    private static LocalInterval around(LocalInterval period, CalendarUnit unit, boolean containsDay) {
        LocalInterval whole = unit.around(period.begin(), 0);
        if (containsDay ? !LocalInterval.day(period.begin().toLocalDate()).equals(period) : !whole.equals(period)) {
            throw new DateTimeException("The unit is not that of the period");
        }
        return whole;
    }

    /** Reads "2024年1月的第一周", "2023年最后一个季度", "下半年": the part follows its period, or is of the current year. */
    private @Nullable ParseResult partAfterPeriod(TokenSequence text, int at, boolean expected) {
        ParseResult period = times.read(text, at, expected);
        if (period == null) {
            return null;
        }
        int place = text.skip(period.end(), Kind.OF);
        Named part = part(text, place);
        return part == null || !part.term().in("zh") ? null : each(period.when(), part.end(), part.division()::of);
    }

    private static ParseResult each(TimeReference when, int end, UnaryOperator<LocalInterval> part) {
        return new ParseResult(
                when instanceof RecurringTime yearly
                        ? new RecurringTime(year -> part.apply(yearly.in(year)), yearly.pick())
                        : part.apply((LocalInterval) when),
                end);
    }
}
