package dev.memoir.recall.time;

import dev.memoir.recall.time.Term.Kind;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Days around now and their parts: "yesterday morning", "this evening", "last night", "去年". */
final class Days implements Rule {

    private final Now now;

    Days(Now now) {
        this.now = now;
    }

    @Override
    public @Nullable Reading read(Lexemes text, int at, boolean expected) {
        LocalDateTime today = now.time().toLocalDate().atStartOfDay();
        Term day = text.term(at, Kind.DAY);
        if (day != null) {
            return ofDay(text, today.plusDays(day.value()), at + 1);
        }
        Term part = text.term(at + 1, Kind.PART_OF_DAY);
        boolean tonight = part != null && part.value() == PartOfDay.NIGHT.number();
        if (part != null && text.is(at, Kind.THIS)) {
            return ofDay(text, today, at + 1);
        }
        if (part != null && (text.is(at, Kind.LAST) && tonight)) {
            return ofDay(text, today.minusDays(1), at + 1);
        }
        Term year = text.term(at, Kind.YEAR);
        return year == null ? null : new Reading(Stretch.year(now.year() + year.value()), at + 1);
    }

    private static Reading ofDay(Lexemes text, LocalDateTime day, int end) {
        Term part = text.term(end, Kind.PART_OF_DAY);
        return part == null
                ? new Reading(new Stretch(day, day.plusDays(1)), end)
                : new Reading(PartOfDay.meant(part).of(day), end + 1);
    }
}
