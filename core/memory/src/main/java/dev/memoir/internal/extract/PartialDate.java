// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.TimePrecision;
import dev.memoir.Validity;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time with its known precision: {@code 2026}, {@code 2026-05}, {@code 2026-05-12} or an instant. Without an offset
 * it is a local time of the given zone.
 *
 * @param start the start of the named unit
 * @param precision the named unit
 * @param zone the time zone in which the unit begins and ends
 */
record PartialDate(Instant start, TimePrecision precision, ZoneId zone) {

    /** The format of an instant in a prompt in any zone but UTC: local time, as in the headers of the turns. */
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    private static final Pattern DATE = Pattern.compile("(\\d{4})(?:[-/.](\\d{1,2})(?:[-/.](\\d{1,2}))?)?");
    private static final Pattern TIME =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?)(.*)");

    /** {@return the time that a text states in a zone, or empty if it is not a time} */
    static Optional<PartialDate> read(String text, ZoneId zone) {
        try {
            Matcher date = DATE.matcher(text.strip());
            if (date.matches()) {
                return Optional.of(date(date, zone));
            }
            Matcher time = TIME.matcher(text.strip());
            return time.matches() ? Optional.of(time(time, zone)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static PartialDate date(Matcher date, ZoneId zone) {
        int year = Integer.parseInt(date.group(1));
        if (date.group(2) == null) {
            return of(LocalDate.of(year, 1, 1), TimePrecision.YEAR, zone);
        }
        int month = Integer.parseInt(date.group(2));
        if (date.group(3) == null) {
            return of(LocalDate.of(year, month, 1), TimePrecision.MONTH, zone);
        }
        return of(LocalDate.of(year, month, Integer.parseInt(date.group(3))), TimePrecision.DAY, zone);
    }

    /** A prompt shows local times and asks for times without an offset, so a Z is just a habit of the model. */
    private static PartialDate time(Matcher time, ZoneId zone) {
        String local = time.group(1) + "T" + time.group(2);
        String offset = time.group(3).strip();
        Instant instant = offset.isEmpty() || offset.equalsIgnoreCase("Z")
                ? LocalDateTime.parse(local).atZone(zone).toInstant()
                : OffsetDateTime.parse(local + offset).toInstant();
        return new PartialDate(instant, TimePrecision.INSTANT, zone);
    }

    private static PartialDate of(LocalDate day, TimePrecision precision, ZoneId zone) {
        return new PartialDate(day.atStartOfDay(zone).toInstant(), precision, zone);
    }

    /** {@return the start of the next unit, which is the exclusive end} */
    Instant end() {
        LocalDate day = LocalDate.ofInstant(start, zone);
        return switch (precision) {
            case YEAR -> day.plusYears(1).atStartOfDay(zone).toInstant();
            case MONTH -> day.plusMonths(1).atStartOfDay(zone).toInstant();
            case DAY -> day.plusDays(1).atStartOfDay(zone).toInstant();
            case INSTANT -> start.plusMillis(1);
        };
    }

    /** {@return a time of a validity, in the format that {@link #read} accepts} */
    static String format(Instant time, Validity valid) {
        ZoneId zone = valid.zone();
        String iso = zone == null ? time.toString() : LOCAL.format(time.atZone(zone));
        return switch (valid.precision()) {
            case YEAR -> iso.substring(0, 4);
            case MONTH -> iso.substring(0, 7);
            case DAY -> iso.substring(0, 10);
            case INSTANT -> iso;
        };
    }
}
