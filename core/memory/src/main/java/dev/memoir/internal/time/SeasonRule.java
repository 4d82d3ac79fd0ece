// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import dev.memoir.internal.time.RecurringTime.Pick;
import dev.memoir.internal.time.TimeTerm.Kind;
import dev.memoir.internal.time.YearRule.Year;
import org.jspecify.annotations.Nullable;

/** Reads seasons: "last spring", which is the last that has begun, "summer of 2022", "im Sommer". */
final class SeasonRule implements TimeRule {

    private final ReferenceTime now;
    private final YearRule years;

    SeasonRule(ReferenceTime now, YearRule years) {
        this.now = now;
        this.years = years;
    }

    @Override
    public @Nullable ParseResult read(TokenSequence text, int at, boolean expected) {
        int place = text.skip(at, Kind.THE);
        TimeTerm picked = text.term(place + 1, Kind.SEASON);
        Pick pick = picked == null ? null : LastThisNext.of(text, place, picked, Pick.LATEST);
        if (picked != null && pick != null) {
            return new ParseResult(yearly(picked, pick), place + 2);
        }
        TimeTerm season = text.term(place, Kind.SEASON);
        if (season == null) {
            return null;
        }
        pick = LastThisNext.after(text, place + 1, season, Pick.LATEST);
        if (pick != null) {
            return new ParseResult(yearly(season, pick), place + 2);
        }
        Year year = years.after(text, place + 1);
        if (year != null) {
            return new ParseResult(yearly(season, Pick.LATEST).in(year.value()), year.end());
        }
        return expected || TimePrepositions.before(text, place, season) || season.in("zh")
                ? new ParseResult(yearly(season, Pick.LATEST), place + 1)
                : null;
    }

    private RecurringTime yearly(TimeTerm term, Pick pick) {
        Season season = Season.meant(term);
        return new RecurringTime(year -> season.in(year, now.hemisphere()), pick);
    }
}
