package dev.memoir.recall.time;

import dev.memoir.recall.time.Term.Kind;
import dev.memoir.recall.time.Yearly.Pick;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * Weekdays: "Friday" is today or the last one, "last Friday" the last before today, "next Friday" the first after, "this
 * Friday" that of the week, which begins on Monday.
 */
final class Weekdays implements Rule {

    private final Now now;
    private final Rule dates;

    /** @param dates reads the date that may stand behind: "Friday, 12 May" */
    Weekdays(Now now, Rule dates) {
        this.now = now;
        this.dates = dates;
    }

    @Override
    public @Nullable Reading read(Lexemes text, int at, boolean expected) {
        int place = text.skip(at, Kind.THE);
        Term picked = text.term(place + 1, Kind.WEEKDAY);
        if (picked != null) {
            Pick pick = Picks.of(text, place, picked, Pick.OVER);
            if (pick == Pick.OVER && RelativeUnits.ofSomething(text, place + 2, picked)) {
                return null;
            }
            if (pick != null) {
                return partOfDay(text, day(picked, pick), place + 2);
            }
        }
        Term weekday = text.term(at, Kind.WEEKDAY);
        // "The first Monday of the course" and "the last Monday of school" are no days that the calendar knows.
        boolean oneOfSeveral = text.is(at - 1, Kind.ORDINAL) || text.is(at - 1, Kind.FINAL);
        boolean lastOf =
                text.is(at - 1, Kind.LAST) && weekday != null && RelativeUnits.ofSomething(text, at + 1, weekday);
        return weekday == null || oneOfSeveral || lastOf ? null : alone(text, at, weekday, expected);
    }

    private @Nullable Reading alone(Lexemes text, int at, Term weekday, boolean expected) {
        int behind = text.skipSign(text.skipSign(at + 1, "."), ",");
        Reading date = dates.read(text, text.skip(behind, Kind.IN), true);
        boolean whole = text.get(at).first().text().length() > 5 || !weekday.in("en");
        if (date != null && date.end() > behind + 1) {
            return date;
        }
        Pick pick = Picks.behind(text, at + 1, weekday, Pick.OVER);
        if (pick != null) {
            return new Reading(Stretch.day(day(weekday, pick)), at + 2);
        }
        if (!(weekday.in("en") && whole) && !expected && !Cues.before(text, at, weekday) && !weekday.in("zh")) {
            return null;
        }
        if (!whole && !text.get(at).first().capital()) {
            return null;
        }
        Reading ofWeek = ofWeek(text, at + 1, weekday);
        return ofWeek != null ? ofWeek : partOfDay(text, day(weekday, Pick.LATEST), at + 1);
    }

    /** "Friday of last week". */
    private @Nullable Reading ofWeek(Lexemes text, int at, Term weekday) {
        int place = text.skip(at, Kind.OF);
        Term week = text.term(place + 1, Kind.UNIT);
        if (week == null || week.value() != Unit.WEEK.number()) {
            return null;
        }
        Pick pick = Picks.of(text, place, week, Pick.OVER);
        if (pick == null) {
            return null;
        }
        int weeks = pick == Pick.OVER ? -1 : pick == Pick.NEXT ? 1 : 0;
        LocalDate monday = Unit.WEEK.around(now.time(), weeks).begin().toLocalDate();
        return new Reading(Stretch.day(monday.plusDays(weekday.value() - 1L)), place + 2);
    }

    private LocalDate day(Term weekday, Pick pick) {
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

    private static Reading partOfDay(Lexemes text, LocalDate day, int end) {
        Term part = text.term(end, Kind.PART_OF_DAY);
        return part == null
                ? new Reading(Stretch.day(day), end)
                : new Reading(PartOfDay.meant(part).of(day.atStartOfDay()), end + 1);
    }
}
