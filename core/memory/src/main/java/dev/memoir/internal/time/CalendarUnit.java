// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.TemporalUnit;
import java.util.List;

/** A unit of the calendar in which times are counted. */
enum CalendarUnit {
    SECOND(ChronoUnit.SECONDS),
    MINUTE(ChronoUnit.MINUTES),
    HOUR(ChronoUnit.HOURS),
    DAY(ChronoUnit.DAYS),
    WEEKEND(ChronoUnit.WEEKS),
    WEEK(ChronoUnit.WEEKS),
    MONTH(ChronoUnit.MONTHS),
    QUARTER(IsoFields.QUARTER_YEARS),
    YEAR(ChronoUnit.YEARS),
    DECADE(ChronoUnit.DECADES);

    private static final List<CalendarUnit> ALL = List.of(values());

    private final TemporalUnit length;

    CalendarUnit(TemporalUnit length) {
        this.length = length;
    }

    LocalDateTime plus(LocalDateTime time, long count) {
        return time.plus(count, length);
    }

    /** {@return the unit that contains {@code now}, shifted by a number of units} */
    LocalInterval around(LocalDateTime now, long offset) {
        return of(plus(start(now), offset));
    }

    /** {@return the time from a number of units ago until now, beginning at the start of a day} */
    LocalInterval rolling(LocalDateTime now, long count) {
        return new LocalInterval(fromDayOn(plus(now, -count)), now);
    }

    /** {@return the time from now until a number of units later, ending at the end of a day} */
    LocalInterval coming(LocalDateTime now, long count) {
        LocalDateTime end = plus(now, count);
        return new LocalInterval(
                now, compareTo(DAY) < 0 ? end : end.toLocalDate().plusDays(1).atStartOfDay());
    }

    private LocalDateTime fromDayOn(LocalDateTime time) {
        return compareTo(DAY) < 0 ? time : time.toLocalDate().atStartOfDay();
    }

    private LocalInterval of(LocalDateTime start) {
        return new LocalInterval(start, this == WEEKEND ? start.plusDays(2) : plus(start, 1));
    }

    private LocalDateTime start(LocalDateTime now) {
        LocalDate day = now.toLocalDate();
        return switch (this) {
            case SECOND -> now.truncatedTo(ChronoUnit.SECONDS);
            case MINUTE -> now.truncatedTo(ChronoUnit.MINUTES);
            case HOUR -> now.truncatedTo(ChronoUnit.HOURS);
            case DAY -> day.atStartOfDay();
            case WEEKEND -> monday(day).plusDays(5).atStartOfDay();
            case WEEK -> monday(day).atStartOfDay();
            case MONTH -> day.withDayOfMonth(1).atStartOfDay();
            case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1).atStartOfDay();
            case YEAR -> day.withDayOfYear(1).atStartOfDay();
            case DECADE ->
                LocalDate.of(Math.floorDiv(day.getYear(), 10) * 10, 1, 1).atStartOfDay();
        };
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /** {@return the unit that a term denotes} */
    static CalendarUnit meant(TimeTerm term) {
        return ALL.get(term.value());
    }

    /** {@return the value of this unit in terms} */
    int number() {
        return ALL.indexOf(this);
    }
}
