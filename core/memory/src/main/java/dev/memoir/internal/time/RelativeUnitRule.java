// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import dev.memoir.internal.time.QuantityReader.Quantity;
import dev.memoir.internal.time.TimeTerm.Kind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads units counted from now: "last week", "two months ago", "the past ten days", "la semaine dernière", "vor zwei
 * Jahren".
 */
final class RelativeUnitRule implements TimeRule {

    /** Units of idioms that are not counted from now: "at the last minute", "my last day", "the next day". */
    private static final Set<CalendarUnit> IDIOMS = Set.of(CalendarUnit.SECOND, CalendarUnit.MINUTE, CalendarUnit.DAY);

    /** From this number on, a number before "年" is a year and not a count. */
    private static final int FIRST_YEAR = 1000;

    private final ReferenceTime now;

    RelativeUnitRule(ReferenceTime now) {
        this.now = now;
    }

    @Override
    public @Nullable ParseResult read(TokenSequence text, int at, boolean expected) {
        int place = text.skip(at, Kind.THE);
        ParseResult result = picked(text, place);
        result = TimeRule.longer(result, counted(text, place));
        result = TimeRule.longer(result, ago(text, place));
        return TimeRule.longer(result, pickedAfterNoun(text, place));
    }

    /** Reads "last week", "the last two weeks", "the week before last". */
    private @Nullable ParseResult picked(TokenSequence text, int at) {
        CalendarUnit nextUnit = unit(text, at);
        if (nextUnit != null && text.is(at + 2, Kind.LAST) && text.is(at + 1, Kind.BEFORE)) {
            return new ParseResult(nextUnit.around(now.time(), -2), at + 3);
        }
        if (nextUnit != null && text.is(at + 2, Kind.NEXT) && text.is(at + 1, Kind.AFTER)) {
            return new ParseResult(nextUnit.around(now.time(), 2), at + 3);
        }
        Kind kind = pick(text, at);
        if (kind == null) {
            return null;
        }
        Quantity quantity = QuantityReader.read(text, at + 1);
        int place = quantity == null ? at + 1 : quantity.end();
        TimeTerm term = unitLike(text, place, text.get(at).term(kind));
        if (term == null) {
            return null;
        }
        CalendarUnit unit = CalendarUnit.meant(term);
        if (kind == Kind.LAST && ofSomething(text, place + 1, term)) {
            return null;
        }
        if (quantity != null && kind != Kind.THIS) {
            return new ParseResult(rolling(kind, unit, quantity.most()), place + 1);
        }
        if (quantity != null || (IDIOMS.contains(unit) && kind != Kind.PAST) || unit.compareTo(CalendarUnit.HOUR) < 0) {
            return null;
        }
        return new ParseResult(one(kind, unit), place + 1);
    }

    /**
     * "The last week of school" is not counted from now; if "of" is followed by a time, {@link DivisionRule} reads it.
     * In Chinese the noun after "of" belongs to the week: "上周的会议" is last week's meeting.
     */
    static boolean ofSomething(TokenSequence text, int at, TimeTerm unit) {
        TimeTerm of = text.term(at, Kind.OF);
        return of != null && of.sharesLanguage(unit) && !unit.in("zh");
    }

    private LocalInterval rolling(Kind kind, CalendarUnit unit, int count) {
        return kind == Kind.NEXT ? unit.coming(now.time(), count) : unit.rolling(now.time(), count);
    }

    private LocalInterval one(Kind kind, CalendarUnit unit) {
        return switch (kind) {
            case PAST -> unit.rolling(now.time(), 1);
            case LAST -> unit.around(now.time(), -1);
            case NEXT -> unit.around(now.time(), 1);
            default -> unit.around(now.time(), 0);
        };
    }

    /** Reads "les deux dernières semaines". */
    private @Nullable ParseResult counted(TokenSequence text, int at) {
        Quantity quantity = QuantityReader.read(text, at);
        Kind kind = quantity == null ? null : pick(text, quantity.end());
        if (quantity == null || kind == null || kind == Kind.THIS) {
            return null;
        }
        TimeTerm term =
                unitLike(text, quantity.end() + 1, text.get(quantity.end()).term(kind));
        return term == null || (kind == Kind.LAST && ofSomething(text, quantity.end() + 2, term))
                ? null
                : new ParseResult(rolling(kind, CalendarUnit.meant(term), quantity.most()), quantity.end() + 2);
    }

    /** Reads "la semaine dernière", "el mes pasado". */
    private @Nullable ParseResult pickedAfterNoun(TokenSequence text, int at) {
        // "L'année" also introduces the number of a year.
        boolean year = text.is(at, Kind.IN_YEAR);
        TimeTerm term = text.term(at, year ? Kind.IN_YEAR : Kind.UNIT);
        if (term == null || !LastThisNext.romance(term)) {
            return null;
        }
        for (Kind kind : new Kind[] {Kind.LAST, Kind.NEXT}) {
            TimeTerm word = text.term(at + 1, kind);
            if (word != null && word.sharesLanguage(term) && LastThisNext.romance(word)) {
                return new ParseResult(one(kind, year ? CalendarUnit.YEAR : CalendarUnit.meant(term)), at + 2);
            }
        }
        return null;
    }

    private @Nullable ParseResult ago(TokenSequence text, int at) {
        boolean before = text.is(at, Kind.AGO_BEFORE);
        Quantity quantity = QuantityReader.read(text, before ? at + 1 : at);
        CalendarUnit unit = quantity == null ? null : unit(text, quantity.end());
        if (quantity == null || unit == null || (unit == CalendarUnit.YEAR && quantity.most() >= FIRST_YEAR)) {
            return null;
        }
        int end = quantity.end() + 1;
        if (before) {
            return new ParseResult(back(unit, quantity), end);
        }
        if (text.is(end, Kind.AGO)) {
            return new ParseResult(back(unit, quantity), end + 1);
        }
        return text.is(end, Kind.FROM_NOW) ? new ParseResult(unit.around(now.time(), quantity.most()), end + 1) : null;
    }

    private LocalInterval back(CalendarUnit unit, Quantity quantity) {
        return new LocalInterval(
                unit.around(now.time(), -quantity.most()).from(),
                unit.around(now.time(), -quantity.least()).to());
    }

    private static @Nullable Kind pick(TokenSequence text, int at) {
        for (Kind kind : new Kind[] {Kind.PAST, Kind.LAST, Kind.THIS, Kind.NEXT}) {
            if (text.is(at, kind)) {
                return kind;
            }
        }
        return null;
    }

    private static @Nullable TimeTerm unitLike(TokenSequence text, int at, @Nullable TimeTerm other) {
        TimeTerm term = text.term(at, Kind.UNIT);
        return term != null && other != null && term.sharesLanguage(other) ? term : null;
    }

    static @Nullable CalendarUnit unit(TokenSequence text, int at) {
        TimeTerm term = text.term(at, Kind.UNIT);
        return term == null ? null : CalendarUnit.meant(term);
    }
}
