package dev.memoir.recall.time;

import dev.memoir.recall.time.TimeTerm.Kind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the period that is running, where a part of it is named: "the end of the month", "Anfang des Jahres", "конец года". */
final class CurrentPeriodRule {

    /** "At the end of the day" means no day. */
    private static final Set<CalendarUnit> PERIODS =
            Set.of(CalendarUnit.WEEK, CalendarUnit.MONTH, CalendarUnit.QUARTER, CalendarUnit.YEAR, CalendarUnit.DECADE);

    private final ReferenceTime now;

    CurrentPeriodRule(ReferenceTime now) {
        this.now = now;
    }

    /**
     * {@return the period that now is in, or null if the words name none}
     *
     * @param text the lexemes
     * @param at where the period begins, behind what links it to its part
     * @param part the word for the part, in whose language the period must be
     */
    @Nullable
    ParseResult read(TokenSequence text, int at, TimeTerm part) {
        int place = text.skip(at, Kind.THE);
        if (part.in("en") && place == at && !text.get(at).first().is("the")) {
            return null;
        }
        // "L'année" and "the year" are words that stand before a year's number, too.
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
