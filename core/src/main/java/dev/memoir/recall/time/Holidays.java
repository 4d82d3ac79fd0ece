package dev.memoir.recall.time;

import dev.memoir.recall.time.Term.Kind;
import dev.memoir.recall.time.Yearly.Pick;
import dev.memoir.recall.time.Years.Year;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Holidays with a fixed date: "Christmas 2023", "last Halloween", "New Year's Eve". */
final class Holidays implements Rule {

    private final Years years;

    Holidays(Years years) {
        this.years = years;
    }

    @Override
    public @Nullable Reading read(Lexemes text, int at, boolean expected) {
        Term picked = text.term(at + 1, Kind.HOLIDAY);
        Pick pick = picked == null ? null : Picks.of(text, at, picked, Pick.OVER);
        if (picked != null && pick != null) {
            return new Reading(yearly(picked, pick), at + 2);
        }
        Term holiday = text.term(at, Kind.HOLIDAY);
        if (holiday == null) {
            return null;
        }
        Year year = years.behind(text, at + 1);
        if (year != null) {
            return new Reading(yearly(holiday, Pick.LATEST).in(year.value()), year.end());
        }
        return expected || Cues.beforeFeast(text, at, holiday) || holiday.in("zh")
                ? new Reading(yearly(holiday, Pick.LATEST), at + 1)
                : null;
    }

    private static Yearly yearly(Term holiday, Pick pick) {
        return new Yearly(year -> Stretch.day(LocalDate.of(year, holiday.value() / 100, holiday.value() % 100)), pick);
    }
}
