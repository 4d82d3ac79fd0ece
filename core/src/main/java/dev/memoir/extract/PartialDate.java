package dev.memoir.extract;

import dev.memoir.TimePrecision;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time as exactly as it is known: {@code 2026}, {@code 2026-05}, {@code 2026-05-12} or an instant. Without an offset it
 * is UTC.
 *
 * @param start where the named unit begins
 * @param precision which unit that is
 */
record PartialDate(Instant start, TimePrecision precision) {

    private static final Pattern DATE = Pattern.compile("(\\d{4})(?:[-/.](\\d{1,2})(?:[-/.](\\d{1,2}))?)?");
    private static final Pattern TIME =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?)(.*)");

    /** {@return the time that a text names, or nothing if it names none} */
    static Optional<PartialDate> read(String text) {
        try {
            Matcher date = DATE.matcher(text.strip());
            if (date.matches()) {
                return Optional.of(date(date));
            }
            Matcher time = TIME.matcher(text.strip());
            return time.matches() ? Optional.of(time(time)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static PartialDate date(Matcher date) {
        int year = Integer.parseInt(date.group(1));
        if (date.group(2) == null) {
            return of(LocalDate.of(year, 1, 1), TimePrecision.YEAR);
        }
        int month = Integer.parseInt(date.group(2));
        if (date.group(3) == null) {
            return of(LocalDate.of(year, month, 1), TimePrecision.MONTH);
        }
        return of(LocalDate.of(year, month, Integer.parseInt(date.group(3))), TimePrecision.DAY);
    }

    private static PartialDate time(Matcher time) {
        String local = time.group(1) + "T" + time.group(2);
        String offset = time.group(3).strip();
        Instant instant = offset.isEmpty()
                ? LocalDateTime.parse(local).toInstant(ZoneOffset.UTC)
                : OffsetDateTime.parse(local + offset).toInstant();
        return new PartialDate(instant, TimePrecision.INSTANT);
    }

    private static PartialDate of(LocalDate day, TimePrecision precision) {
        return new PartialDate(day.atStartOfDay().toInstant(ZoneOffset.UTC), precision);
    }

    /** {@return the start of the unit after} */
    Instant end() {
        LocalDateTime local = LocalDateTime.ofInstant(start, ZoneOffset.UTC);
        return (switch (precision) {
                    case YEAR -> local.plusYears(1);
                    case MONTH -> local.plusMonths(1);
                    case DAY -> local.plusDays(1);
                    case INSTANT -> local.plusNanos(1_000_000);
                })
                .toInstant(ZoneOffset.UTC);
    }

    /** {@return a time, written as it is read} */
    static String format(Instant time, TimePrecision precision) {
        String iso = time.toString();
        return switch (precision) {
            case YEAR -> iso.substring(0, 4);
            case MONTH -> iso.substring(0, 7);
            case DAY -> iso.substring(0, 10);
            case INSTANT -> iso;
        };
    }
}
