package dev.memoir.recall.time;

import dev.memoir.recall.time.Term.Kind;
import dev.memoir.recall.time.Yearly.Pick;
import dev.memoir.recall.time.Years.Year;
import org.jspecify.annotations.Nullable;

/** Seasons: "last spring" is the last that is over or running, "summer of 2022", "im Sommer". */
final class Seasons implements Rule {

    private final Now now;
    private final Years years;

    Seasons(Now now, Years years) {
        this.now = now;
        this.years = years;
    }

    @Override
    public @Nullable Reading read(Lexemes text, int at, boolean expected) {
        int place = text.skip(at, Kind.THE);
        Term picked = text.term(place + 1, Kind.SEASON);
        Pick pick = picked == null ? null : Picks.of(text, place, picked, Pick.LATEST);
        if (picked != null && pick != null) {
            return new Reading(yearly(picked, pick), place + 2);
        }
        Term season = text.term(place, Kind.SEASON);
        if (season == null) {
            return null;
        }
        pick = Picks.behind(text, place + 1, season, Pick.LATEST);
        if (pick != null) {
            return new Reading(yearly(season, pick), place + 2);
        }
        Year year = years.behind(text, place + 1);
        if (year != null) {
            return new Reading(yearly(season, Pick.LATEST).in(year.value()), year.end());
        }
        return expected || Cues.before(text, place, season) || season.in("zh")
                ? new Reading(yearly(season, Pick.LATEST), place + 1)
                : null;
    }

    private Yearly yearly(Term term, Pick pick) {
        Season season = Season.meant(term);
        return new Yearly(year -> season.in(year, now.hemisphere()), pick);
    }
}
