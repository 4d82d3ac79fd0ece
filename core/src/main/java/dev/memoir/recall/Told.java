package dev.memoir.recall;

import dev.memoir.Memory;
import dev.memoir.Recalled;
import dev.memoir.RecordedTurn;
import dev.memoir.TimePrecision;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;

/** When a thing recalled was, as exactly as that is known, and who told it. */
final class Told {

    /** What a line is made of cannot stand in the name of a speaker. */
    private static final Pattern PARTS = Pattern.compile("[\\[\\]:]");

    private Told() {}

    /** {@return the day, month or year; of what is over, "2019 to 2021-03"} */
    static String when(Recalled item) {
        if (!(item instanceof Memory memory) || memory.valid().from() == null) {
            return day(item.at());
        }
        Instant to = memory.valid().to();
        TimePrecision precision = memory.valid().precision();
        String from = written(item.at(), precision);
        String until = to == null ? from : written(to, precision);
        return until.equals(from) ? from : from + " to " + until;
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

    private static String day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
    }

    private static String safe(String name) {
        return PARTS.matcher(BlockText.oneLine(name)).replaceAll("");
    }

    private static String written(Instant time, TimePrecision precision) {
        String day = day(time);
        int month = day.lastIndexOf('-');
        return switch (precision) {
            case YEAR -> day.substring(0, day.lastIndexOf('-', month - 1));
            case MONTH -> day.substring(0, month);
            case DAY, INSTANT -> day;
        };
    }
}
