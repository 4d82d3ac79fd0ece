package dev.memoir.extract;

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
 * A time as exactly as it is known: {@code 2026}, {@code 2026-05}, {@code 2026-05-12} or an instant. Without an offset it
 * is a time of the given zone.
 *
 * @param start where the named unit begins
 * @param precision which unit that is
 * @param zone the time zone in which the unit begins and ends
 */
record PartialDate(Instant start, TimePrecision precision, ZoneId zone) {

    /** What a prompt shows of an instant in any zone but UTC: the time there, as the heads of the turns have it. */
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    private static final Pattern DATE = Pattern.compile("(\\d{4})(?:[-/.](\\d{1,2})(?:[-/.](\\d{1,2}))?)?");
    private static final Pattern TIME =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?)(.*)");

    /** {@return the time that a text names in a zone, or nothing if it names none} */
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

    /** A prompt shows local times and asks for such without an offset: a Z is then a habit of the model's. */
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

    /** {@return the start of the unit after} */
    Instant end() {
        LocalDate day = LocalDate.ofInstant(start, zone);
        return switch (precision) {
            case YEAR -> day.plusYears(1).atStartOfDay(zone).toInstant();
            case MONTH -> day.plusMonths(1).atStartOfDay(zone).toInstant();
            case DAY -> day.plusDays(1).atStartOfDay(zone).toInstant();
            case INSTANT -> start.plusMillis(1);
        };
    }

    /** {@return a time of a validity, written as it is read} */
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
