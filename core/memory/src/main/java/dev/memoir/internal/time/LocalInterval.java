// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * An interval of local time.
 *
 * @param from the start, inclusive; null if it is open to the past
 * @param to the end, exclusive; null if it is open to the future
 */
record LocalInterval(@Nullable LocalDateTime from, @Nullable LocalDateTime to) implements TimeReference {

    static LocalInterval days(LocalDate first, LocalDate after) {
        return new LocalInterval(first.atStartOfDay(), after.atStartOfDay());
    }

    static LocalInterval day(LocalDate day) {
        return days(day, day.plusDays(1));
    }

    static LocalInterval months(LocalDate first, int months) {
        return days(first, first.plusMonths(months));
    }

    static LocalInterval year(int year) {
        return months(LocalDate.of(year, 1, 1), 12);
    }

    @Override
    public LocalInterval at(LocalDateTime now) {
        return this;
    }

    /** {@return the start of an interval that is not open to the past} */
    LocalDateTime begin() {
        if (from == null) {
            throw new IllegalStateException("The interval is open to the past");
        }
        return from;
    }

    /** {@return the end of an interval that is not open to the future} */
    LocalDateTime finish() {
        if (to == null) {
            throw new IllegalStateException("The interval is open to the future");
        }
        return to;
    }

    /**
     * {@return a third of this interval: 0 the early, 1 the middle, 2 the late one} It consists of whole months if
     * possible, else of whole days.
     */
    LocalInterval third(int which) {
        long days = ChronoUnit.DAYS.between(begin(), finish());
        if (days < 3) {
            return this;
        }
        long months = ChronoUnit.MONTHS.between(begin(), finish());
        if (months % 3 == 0 && begin().plusMonths(months).equals(finish())) {
            LocalDateTime first = begin().plusMonths(months / 3 * which);
            return new LocalInterval(first, first.plusMonths(months / 3));
        }
        LocalDateTime start = begin().plusDays(days * which / 3);
        return new LocalInterval(start, which == 2 ? to : begin().plusDays(days * (which + 1) / 3));
    }
}
