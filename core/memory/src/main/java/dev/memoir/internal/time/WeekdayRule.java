// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import dev.memoir.internal.time.RecurringTime.Pick;
import dev.memoir.internal.time.TimeTerm.Kind;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * Reads weekdays, with an optional date or part of the day. "Friday" is today or the last one, "last Friday" the last
 * before today, "next Friday" the first after today, "this Friday" that of the current week, which begins on Monday.
 */
final class WeekdayRule implements TimeRule {

    private final ReferenceTime now;
    private final TimeRule dates;

    /** @param dates the rule that reads a date after the weekday: "Friday, 12 May" */
    WeekdayRule(ReferenceTime now, TimeRule dates) {
        this.now = now;
        this.dates = dates;
    }

    @Override
    public @Nullable ParseResult read(TokenSequence text, int at, boolean expected) {
        int place = text.skip(at, Kind.THE);
        TimeTerm picked = text.term(place + 1, Kind.WEEKDAY);
        if (picked != null) {
            Pick pick = LastThisNext.of(text, place, picked, Pick.OVER);
            if (pick == Pick.OVER && RelativeUnitRule.ofSomething(text, place + 2, picked)) {
                return null;
            }
            if (pick != null) {
                return partOfDay(text, day(picked, pick), place + 2);
            }
        }
        TimeTerm weekday = text.term(at, Kind.WEEKDAY);
        // "The first Monday of the course" and "the last Monday of school" are not known to the calendar.
        boolean oneOfSeveral = text.is(at - 1, Kind.ORDINAL) || text.is(at - 1, Kind.FINAL);
        boolean lastOf =
                text.is(at - 1, Kind.LAST) && weekday != null && RelativeUnitRule.ofSomething(text, at + 1, weekday);
        return weekday == null || oneOfSeveral || lastOf ? null : alone(text, at, weekday, expected);
    }

    private @Nullable ParseResult alone(TokenSequence text, int at, TimeTerm weekday, boolean expected) {
        int afterWeekday = text.skipSign(text.skipSign(at + 1, "."), ",");
        ParseResult date = dates.read(text, text.skip(afterWeekday, Kind.IN), true);
        boolean whole = text.get(at).first().text().length() > 5 || !weekday.in("en");
        if (date != null && date.end() > afterWeekday + 1) {
            return date;
        }
        Pick pick = LastThisNext.after(text, at + 1, weekday, Pick.OVER);
        if (pick != null) {
            return new ParseResult(LocalInterval.day(day(weekday, pick)), at + 2);
        }
        if (!(weekday.in("en") && whole)
                && !expected
                && !TimePrepositions.before(text, at, weekday)
                && !weekday.in("zh")) {
            return null;
        }
        if (!whole && !text.get(at).first().capital()) {
            return null;
        }
        ParseResult ofWeek = ofWeek(text, at + 1, weekday);
        return ofWeek != null ? ofWeek : partOfDay(text, day(weekday, Pick.LATEST), at + 1);
    }

    /** Reads "Friday of last week". */
    private @Nullable ParseResult ofWeek(TokenSequence text, int at, TimeTerm weekday) {
        int place = text.skip(at, Kind.OF);
        TimeTerm week = text.term(place + 1, Kind.UNIT);
        if (week == null || week.value() != CalendarUnit.WEEK.number()) {
            return null;
        }
        Pick pick = LastThisNext.of(text, place, week, Pick.OVER);
        if (pick == null) {
            return null;
        }
        int weeks = pick == Pick.OVER ? -1 : pick == Pick.NEXT ? 1 : 0;
        LocalDate monday = CalendarUnit.WEEK.around(now.time(), weeks).begin().toLocalDate();
        return new ParseResult(LocalInterval.day(monday.plusDays(weekday.value() - 1L)), place + 2);
    }

    private LocalDate day(TimeTerm weekday, Pick pick) {
        LocalDate today = now.time().toLocalDate();
        DayOfWeek day = DayOfWeek.of(weekday.value());
        return switch (pick) {
            case LATEST -> today.with(TemporalAdjusters.previousOrSame(day));
            case OVER -> today.with(TemporalAdjusters.previous(day));
            case NEXT -> today.with(TemporalAdjusters.next(day));
            case THIS ->
                today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).plusDays(weekday.value() - 1L);
        };
    }

    private static ParseResult partOfDay(TokenSequence text, LocalDate day, int end) {
        TimeTerm part = text.term(end, Kind.PART_OF_DAY);
        return part == null
                ? new ParseResult(LocalInterval.day(day), end)
                : new ParseResult(PartOfDay.meant(part).of(day.atStartOfDay()), end + 1);
    }
}
