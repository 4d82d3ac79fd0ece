// SPDX-License-Identifier: Apache-2.0
package dev.memoir.prompt;

import dev.memoir.Memory;
import dev.memoir.MemoryItem;
import dev.memoir.StoredTurn;
import dev.memoir.TimePrecision;
import dev.memoir.Validity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Pattern;

/** Formats the date and the source of an item for a block. */
final class ItemFormatter {

    /** Characters that delimit the parts of a line, which a speaker's name must not contain. */
    private static final Pattern PARTS = Pattern.compile("[\\[\\]:]");

    private ItemFormatter() {}

    /**
     * {@return the day, month or year; for a closed period the first and last that count, as in "2019 to 2021-03"} A
     * date is in the zone in which the item was said or became known, because a turn's own "tomorrow" is relative to
     * it.
     *
     * @param zone the time zone of items that have none
     */
    static String when(MemoryItem item, ZoneId zone) {
        if (item instanceof StoredTurn recorded) {
            return recorded.withDefaultZone(zone).localTime().toLocalDate().toString();
        }
        Validity valid = ((Memory) item).valid();
        if (valid.from() == null) {
            return LocalDate.ofInstant(item.at(), zone).toString();
        }
        LocalDate first = date(valid, valid.from(), zone);
        LocalDate last = valid.to() == null ? first : last(valid, valid.from(), valid.to(), zone);
        TimePrecision precision = valid.to() == null ? valid.precision() : whole(valid.precision(), first, last);
        String from = written(first, precision);
        String until = written(last, precision);
        return until.equals(from) ? from : from + " to " + until;
    }

    /** {@return the last day of a validity, the end of which is exclusive} */
    private static LocalDate last(Validity valid, Instant from, Instant to, ZoneId zone) {
        return date(valid, to.isAfter(from) ? to.minusMillis(1) : from, zone);
    }

    /** {@return the precision of a range of days; a complete month or year is written as such} */
    private static TimePrecision whole(TimePrecision precision, LocalDate first, LocalDate last) {
        boolean days = precision == TimePrecision.DAY || precision == TimePrecision.INSTANT;
        LocalDate next = last.plusDays(1);
        if (days && first.getDayOfYear() == 1 && next.equals(first.plusYears(1))) {
            return TimePrecision.YEAR;
        }
        return days && first.getDayOfMonth() == 1 && next.equals(first.plusMonths(1)) ? TimePrecision.MONTH : precision;
    }

    /**
     * {@return the date of an instant of a validity} A day in UTC is a date without a time, and thus the same date in
     * every zone.
     */
    static LocalDate date(Validity valid, Instant time, ZoneId zone) {
        return valid.precision() == TimePrecision.INSTANT && valid.zone() == null
                ? LocalDate.ofInstant(time, zone)
                : valid.day(time);
    }

    /**
     * {@return the speaker of a turn, or else its role; the kind of a memory, followed by the person it is attributed
     * to in parentheses}
     */
    static String source(MemoryItem item) {
        if (item instanceof StoredTurn recorded) {
            String speaker = recorded.turn().speaker();
            return safe(
                    speaker != null ? speaker : recorded.turn().role().name().toLowerCase(Locale.ROOT));
        }
        Memory memory = (Memory) item;
        String kind = memory.kind().name().toLowerCase(Locale.ROOT);
        String by = memory.attributedTo();
        return by == null || by.isBlank() ? kind : safe(kind + " (" + by + ")");
    }

    private static String safe(String name) {
        return PARTS.matcher(PromptBlockText.oneLine(name)).replaceAll("");
    }

    private static String written(LocalDate date, TimePrecision precision) {
        String day = date.toString();
        int month = day.lastIndexOf('-');
        return switch (precision) {
            case YEAR -> day.substring(0, day.lastIndexOf('-', month - 1));
            case MONTH -> day.substring(0, month);
            case DAY, INSTANT -> day;
        };
    }
}
