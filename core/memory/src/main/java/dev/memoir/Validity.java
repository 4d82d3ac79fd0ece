package dev.memoir;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * When a fact holds, in the world and not in the ledger: from an instant, inclusive, to another, exclusive.
 *
 * @param from from when, or null if unknown
 * @param to until when, or null if it still holds or that is unknown
 * @param precision how exactly both are known
 * @param zone the time zone in whose days, months and years both are known: a day begins at its midnight; null for UTC
 *     and while neither is known
 */
public record Validity(
        @Nullable Instant from,
        @Nullable Instant to,
        TimePrecision precision,
        @Nullable ZoneId zone) {

    private static final Validity UNKNOWN = new Validity(null, null, TimePrecision.INSTANT);

    /**
     * Keeps milliseconds, as the ledger does.
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
     * A validity known in days of UTC.
     *
     * @param from from when, or null if unknown
     * @param to until when, or null if it still holds or that is unknown
     * @param precision how exactly both are known
     */
    public Validity(@Nullable Instant from, @Nullable Instant to, TimePrecision precision) {
        this(from, to, precision, null);
    }

    /** {@return the validity of a fact of which no time is known} */
    public static Validity unknown() {
        return UNKNOWN;
    }

    /**
     * {@return a validity that begins and is not known to end}
     *
     * @param from from when, or null if unknown
     * @param precision how exactly that is known
     */
    public static Validity from(@Nullable Instant from, TimePrecision precision) {
        return new Validity(from, null, precision);
    }

    /**
     * {@return the date of an instant, in the days of this validity}
     *
     * @param instant the instant, such as the beginning of this validity
     */
    public LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, zone == null ? ZoneOffset.UTC : zone);
    }

    /**
     * {@return this, known in the days of another time zone}
     *
     * @param zone the zone, or null for UTC
     */
    public Validity in(@Nullable ZoneId zone) {
        return new Validity(from, to, precision, zone);
    }

    /**
     * {@return this, ending}
     *
     * @param to until when, or null for no end
     */
    public Validity until(@Nullable Instant to) {
        return new Validity(from, to, precision, zone);
    }

    /**
     * {@return whether the fact holds at a time} An unknown beginning or end admits every time on its side.
     *
     * @param instant when
     */
    public boolean holdsAt(Instant instant) {
        return (from == null || !instant.isBefore(from)) && (to == null || instant.isBefore(to));
    }
}
