package dev.memoir;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * When a fact holds, in the world and not in the ledger: from an instant, inclusive, to another, exclusive.
 *
 * @param from from when, or null if unknown
 * @param to until when, or null if it still holds or that is unknown
 * @param precision how exactly both are known
 */
public record Validity(@Nullable Instant from, @Nullable Instant to, TimePrecision precision) {

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
     * {@return this, ending}
     *
     * @param to until when, or null for no end
     */
    public Validity until(@Nullable Instant to) {
        return new Validity(from, to, precision);
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
