// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import dev.memoir.internal.time.TimeTerm.Kind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the current period after one of its parts: "the end of the month", "Anfang des Jahres", "конец года". */
final class CurrentPeriodRule {

    /** Excludes the day, because "at the end of the day" is an idiom. */
    private static final Set<CalendarUnit> PERIODS =
            Set.of(CalendarUnit.WEEK, CalendarUnit.MONTH, CalendarUnit.QUARTER, CalendarUnit.YEAR, CalendarUnit.DECADE);

    private final ReferenceTime now;

    CurrentPeriodRule(ReferenceTime now) {
        this.now = now;
    }

    /**
     * {@return the current period, or null if the words do not name one}
     *
     * @param text the lexemes
     * @param at the index of the lexeme after the word that links the part to the period
     * @param part the word for the part; the period must be in the same language
     */
    @Nullable
    ParseResult read(TokenSequence text, int at, TimeTerm part) {
        int place = text.skip(at, Kind.THE);
        if (part.in("en") && place == at && !text.get(at).first().is("the")) {
            return null;
        }
        // "L'année" and "the year" also introduce the number of a year.
        TimeTerm year = text.term(place, Kind.IN_YEAR);
        TimeTerm term = year != null ? year : text.term(place, Kind.UNIT);
        if (term == null || !term.sharesLanguage(part)) {
            return null;
        }
        CalendarUnit unit = year != null ? CalendarUnit.YEAR : CalendarUnit.meant(term);
        Lexeme next = text.get(place + 1);
        boolean more = next.is(Kind.OF) || next.is(Kind.BEFORE) || next.is(Kind.AFTER) || text.number(place + 1);
        return more || !PERIODS.contains(unit) ? null : new ParseResult(unit.around(now.time(), 0), place + 1);
    }
}
