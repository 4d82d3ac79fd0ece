// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.resolve;

import dev.memoir.Validity;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** The range of a time with the precision of an instant, day, month or year. */
record DateRange(Instant start, Instant end) {

    /** {@return the range that begins at a time of a validity, with its precision} */
    static DateRange of(Instant start, Validity valid) {
        ZoneId zone = valid.zone();
        ZonedDateTime at = start.atZone(zone == null ? ZoneOffset.UTC : zone);
        Instant end =
                switch (valid.precision()) {
                    case INSTANT -> start;
                    case DAY -> at.plusDays(1).toInstant();
                    case MONTH -> at.plusMonths(1).toInstant();
                    case YEAR -> at.plusYears(1).toInstant();
                };
        return new DateRange(start, end);
    }

    /** {@return whether this range contains an instant} */
    boolean contains(Instant instant) {
        return instant.equals(start) || (instant.isAfter(start) && instant.isBefore(end));
    }

    /** {@return whether both ranges may denote the same time} */
    boolean overlaps(DateRange other) {
        return contains(other.start) || other.contains(start);
    }
}
