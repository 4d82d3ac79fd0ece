package dev.memoir.resolve;

import dev.memoir.TimePrecision;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** A time that is known to the day, month or year, as the whole of it. */
record Period(Instant start, Instant end) {

    static Period of(Instant start, TimePrecision precision) {
        OffsetDateTime at = start.atOffset(ZoneOffset.UTC);
        Instant end =
                switch (precision) {
                    case INSTANT -> start;
                    case DAY -> at.plusDays(1).toInstant();
                    case MONTH -> at.plusMonths(1).toInstant();
                    case YEAR -> at.plusYears(1).toInstant();
                };
        return new Period(start, end);
    }

    /** {@return whether an instant may be meant} */
    boolean holds(Instant instant) {
        return instant.equals(start) || (instant.isAfter(start) && instant.isBefore(end));
    }

    /** {@return whether both may mean the same time} */
    boolean meets(Period other) {
        return holds(other.start) || other.holds(start);
    }
}
