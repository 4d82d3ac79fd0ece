package dev.memoir.resolve;

import dev.memoir.Validity;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** A time that is known to the day, month or year, as the whole of it. */
record DateRange(Instant start, Instant end) {

    /** {@return the unit that begins at a time of a validity, as exactly as that is known} */
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

    /** {@return whether an instant may be meant} */
    boolean holds(Instant instant) {
        return instant.equals(start) || (instant.isAfter(start) && instant.isBefore(end));
    }

    /** {@return whether both may mean the same time} */
    boolean meets(DateRange other) {
        return holds(other.start) || other.holds(start);
    }
}
