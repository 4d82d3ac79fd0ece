package dev.memoir.recall;

import dev.memoir.Memory;
import dev.memoir.Recalled;
import dev.memoir.RecordedTurn;
import dev.memoir.TimePrecision;
import dev.memoir.Validity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Pattern;

/** When a thing recalled was, as exactly as that is known, and who told it. */
final class Told {

    /** What a line is made of cannot stand in the name of a speaker. */
    private static final Pattern PARTS = Pattern.compile("[\\[\\]:]");

    private Told() {}

    /**
     * {@return the day, month or year; of what is over, "2019 to 2021-03"} A date stands in the zone in which it was said or
     * became known: there a turn's own "tomorrow" is counted from it.
     *
     * @param zone the zone of what has none itself
     */
    static String when(Recalled item, ZoneId zone) {
        if (item instanceof RecordedTurn recorded) {
            return recorded.withDefaultZone(zone).localTime().toLocalDate().toString();
        }
        Validity valid = ((Memory) item).valid();
        if (valid.from() == null) {
            return LocalDate.ofInstant(item.at(), zone).toString();
        }
        Instant to = valid.to();
        String from = written(valid, valid.from(), zone);
        String until = to == null ? from : written(valid, to, zone);
        return until.equals(from) ? from : from + " to " + until;
    }

    /** {@return the date of a time of a validity} A day of UTC is a date and no time: it is the same date everywhere. */
    static LocalDate date(Validity valid, Instant time, ZoneId zone) {
        return valid.precision() == TimePrecision.INSTANT && valid.zone() == null
                ? LocalDate.ofInstant(time, zone)
                : valid.day(time);
    }

    /** {@return the speaker of a turn or else the role; the kind of a memory, and in parentheses who said so} */
    static String source(Recalled item) {
        if (item instanceof RecordedTurn recorded) {
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
        return PARTS.matcher(BlockText.oneLine(name)).replaceAll("");
    }

    private static String written(Validity valid, Instant time, ZoneId zone) {
        String day = date(valid, time, zone).toString();
        int month = day.lastIndexOf('-');
        return switch (valid.precision()) {
            case YEAR -> day.substring(0, day.lastIndexOf('-', month - 1));
            case MONTH -> day.substring(0, month);
            case DAY, INSTANT -> day;
        };
    }
}
