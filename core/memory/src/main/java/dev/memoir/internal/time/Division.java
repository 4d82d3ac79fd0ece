// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * A numbered part of a period, such as its third week, last two months, first Monday or second half.
 *
 * <p>Parts are counted from the beginning of the period, not along the calendar: the nth week of a month is its days
 * 7n−6 to 7n, so that the first week of every month has seven days and a fifth one has the remaining days; the last
 * week is the last seven days. A weekend belongs to the period that its Saturday is in. The first half of a month ends
 * with its 15th day; a period of several months is halved by months if they are even in number, any other by days.
 *
 * @param unit the unit of the part; null for a weekday or half
 * @param weekday the weekday; null for a unit or half
 * @param number the number of the part, from 1; {@link #LAST} for the last
 * @param count the number of units in the part; 1 for a weekday or half
 */
record Division(@Nullable CalendarUnit unit, @Nullable DayOfWeek weekday, int number, int count) {

    /** The number of the last part. */
    static final int LAST = -1;

    /** The day that ends the first half of a month: a "quinzaine" has fifteen. */
    private static final int HALF_OF_MONTH = 15;

    static Division units(CalendarUnit unit, int number, int count) {
        return new Division(unit, null, number, count);
    }

    static Division weekday(DayOfWeek day, int number) {
        return new Division(null, day, number, 1);
    }

    static Division half(int number) {
        return new Division(null, null, number, 1);
    }

    /**
     * {@return the part of a period}
     *
     * @param period the period, closed on both sides
     * @throws DateTimeException if the period has no such part, or is not longer than the part
     */
    LocalInterval of(LocalInterval period) {
        LocalInterval part = weekday != null
                ? days(period, weekday, 1)
                : unit == CalendarUnit.WEEKEND
                        ? days(period, DayOfWeek.SATURDAY, 2)
                        : unit == null ? half(period) : part(period);
        boolean within = !part.begin().isBefore(period.begin()) && part.begin().isBefore(period.finish());
        boolean shorter = length(part).compareTo(length(period)) < 0;
        if (!within || !shorter) {
            throw new DateTimeException("The period has no such part");
        }
        return part;
    }

    private static Duration length(LocalInterval interval) {
        return Duration.between(interval.begin(), interval.finish());
    }

    private LocalInterval part(LocalInterval period) {
        CalendarUnit each = unit == null ? CalendarUnit.DAY : unit;
        if (number == LAST) {
            return new LocalInterval(each.plus(period.finish(), -count), period.to());
        }
        LocalDateTime from = each.plus(period.begin(), number - 1L);
        LocalDateTime to = each.plus(from, count);
        // A single unit may be incomplete at the end of the period, such as a fifth week; several must be complete.
        return new LocalInterval(from, count == 1 && to.isAfter(period.finish()) ? period.to() : to);
    }

    private LocalInterval days(LocalInterval period, DayOfWeek day, int length) {
        LocalDate begin = period.begin().toLocalDate();
        LocalDate end = period.finish().toLocalDate();
        LocalDate first = number == LAST
                ? end.with(TemporalAdjusters.previous(day)).minusWeeks(count - 1L)
                : begin.with(TemporalAdjusters.nextOrSame(day)).plusWeeks(number - 1L);
        return LocalInterval.days(first, first.plusWeeks(count - 1L).plusDays(length));
    }

    private LocalInterval half(LocalInterval period) {
        LocalDateTime begin = period.begin();
        long months = ChronoUnit.MONTHS.between(begin, period.finish());
        boolean whole = begin.plusMonths(months).equals(period.finish());
        LocalDateTime middle = whole && months == 1
                ? begin.plusDays(HALF_OF_MONTH)
                : whole && months > 0 && months % 2 == 0
                        ? begin.plusMonths(months / 2)
                        : begin.plusDays((ChronoUnit.DAYS.between(begin, period.finish()) + 1) / 2);
        return switch (number) {
            case 1 -> new LocalInterval(begin, middle);
            case 2, LAST -> new LocalInterval(middle, period.to());
            default -> throw new DateTimeException("A period has two halves, not " + number);
        };
    }
}
