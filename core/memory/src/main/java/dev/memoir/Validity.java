// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The period in which a fact holds, in the world and not in the ledger: from an instant, inclusive, to another,
 * exclusive.
 *
 * @param from when the fact starts to hold, or null if unknown
 * @param to when the fact ceases to hold, or null if it still holds or that is unknown
 * @param precision the precision of both times
 * @param zone the time zone of the days, months and years of both: a day begins at its midnight; null for UTC and while
 *     neither is known
 */
public record Validity(
        @Nullable Instant from,
        @Nullable Instant to,
        TimePrecision precision,
        @Nullable ZoneId zone) {

    private static final Validity UNKNOWN = new Validity(null, null, TimePrecision.INSTANT);

    /**
     * Truncates the times to milliseconds, as the ledger does.
     *
     * @throws InvalidInputException if it ends before it begins
     */
    public Validity {
        from = from == null ? null : from.truncatedTo(ChronoUnit.MILLIS);
        to = to == null ? null : to.truncatedTo(ChronoUnit.MILLIS);
        if (from != null && to != null && to.isBefore(from)) {
            throw new InvalidInputException("A fact cannot hold from " + from + " to " + to + ". Swap the two.");
        }
        boolean undated = from == null && to == null;
        zone = undated || zone == null || zone.normalized().equals(ZoneOffset.UTC) ? null : zone;
    }

    /**
     * Creates a validity in days of UTC.
     *
     * @param from when the fact starts to hold, or null if unknown
     * @param to when the fact ceases to hold, or null if it still holds or that is unknown
     * @param precision the precision of both times
     */
    public Validity(@Nullable Instant from, @Nullable Instant to, TimePrecision precision) {
        this(from, to, precision, null);
    }

    /** {@return the validity of a fact without known times} */
    public static Validity unknown() {
        return UNKNOWN;
    }

    /**
     * {@return a validity without a known end}
     *
     * @param from when the fact starts to hold, or null if unknown
     * @param precision the precision of that time
     */
    public static Validity from(@Nullable Instant from, TimePrecision precision) {
        return new Validity(from, null, precision);
    }

    /**
     * {@return the date of an instant, in the time zone of this validity}
     *
     * @param instant the instant, such as the beginning of this validity
     */
    public LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, zone == null ? ZoneOffset.UTC : zone);
    }

    /**
     * {@return this validity, in the days of another time zone}
     *
     * @param zone the zone, or null for UTC
     */
    public Validity in(@Nullable ZoneId zone) {
        return new Validity(from, to, precision, zone);
    }

    /**
     * {@return this validity with another end}
     *
     * @param to when the fact ceases to hold, or null for no end
     */
    public Validity until(@Nullable Instant to) {
        return new Validity(from, to, precision, zone);
    }

    /**
     * {@return whether the fact holds at a time} An unknown beginning or end admits every time on its side.
     *
     * @param instant the time
     */
    public boolean holdsAt(Instant instant) {
        return (from == null || !instant.isBefore(from)) && (to == null || instant.isBefore(to));
    }
}
