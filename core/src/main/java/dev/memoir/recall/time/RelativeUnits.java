package dev.memoir.recall.time;

import dev.memoir.recall.time.Quantities.Quantity;
import dev.memoir.recall.time.Term.Kind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Units counted from now: "last week", "two months ago", "the past ten days", "la semaine dernière", "vor zwei Jahren". */
final class RelativeUnits implements Rule {

    /** "At the last minute", "my last day", "the next day" are not counted from now. */
    private static final Set<Unit> IDIOMS = Set.of(Unit.SECOND, Unit.MINUTE, Unit.DAY);

    /** From here on a number before "年" is the year itself. */
    private static final int FIRST_YEAR = 1000;

    private final Now now;

    RelativeUnits(Now now) {
        this.now = now;
    }

    @Override
    public @Nullable Reading read(Lexemes text, int at, boolean expected) {
        int place = text.skip(at, Kind.THE);
        Reading reading = picked(text, place);
        reading = Rule.longer(reading, counted(text, place));
        reading = Rule.longer(reading, ago(text, place));
        return Rule.longer(reading, lastBehind(text, place));
    }

    /** "Last week", "the last two weeks", "the week before last". */
    private @Nullable Reading picked(Lexemes text, int at) {
        Unit beside = unit(text, at);
        if (beside != null && text.is(at + 2, Kind.LAST) && text.is(at + 1, Kind.BEFORE)) {
            return new Reading(beside.around(now.time(), -2), at + 3);
        }
        if (beside != null && text.is(at + 2, Kind.NEXT) && text.is(at + 1, Kind.AFTER)) {
            return new Reading(beside.around(now.time(), 2), at + 3);
        }
        Kind kind = pick(text, at);
        if (kind == null) {
            return null;
        }
        Quantity quantity = Quantities.read(text, at + 1);
        int place = quantity == null ? at + 1 : quantity.end();
        Term term = unitLike(text, place, text.get(at).term(kind));
        if (term == null) {
            return null;
        }
        Unit unit = Unit.meant(term);
        if (kind == Kind.LAST && ofSomething(text, place + 1, term)) {
            return null;
        }
        if (quantity != null && kind != Kind.THIS) {
            return new Reading(rolling(kind, unit, quantity.most()), place + 1);
        }
        if (quantity != null || (IDIOMS.contains(unit) && kind != Kind.PAST) || unit.compareTo(Unit.HOUR) < 0) {
            return null;
        }
        return new Reading(one(kind, unit), place + 1);
    }

    /**
     * "The last week of school" is not counted from now, and of a time {@link DivisionRule} reads it. In Chinese what stands
     * behind "of" is what the week has: "上周的会议" is last week's meeting.
     */
    static boolean ofSomething(Lexemes text, int at, Term unit) {
        Term of = text.term(at, Kind.OF);
        return of != null && of.sharesLanguage(unit) && !unit.in("zh");
    }

    private Stretch rolling(Kind kind, Unit unit, int count) {
        return kind == Kind.NEXT ? unit.coming(now.time(), count) : unit.rolling(now.time(), count);
    }

    private Stretch one(Kind kind, Unit unit) {
        return switch (kind) {
            case PAST -> unit.rolling(now.time(), 1);
            case LAST -> unit.around(now.time(), -1);
            case NEXT -> unit.around(now.time(), 1);
            default -> unit.around(now.time(), 0);
        };
    }

    /** "Les deux dernières semaines". */
    private @Nullable Reading counted(Lexemes text, int at) {
        Quantity quantity = Quantities.read(text, at);
        Kind kind = quantity == null ? null : pick(text, quantity.end());
        if (quantity == null || kind == null || kind == Kind.THIS) {
            return null;
        }
        Term term = unitLike(text, quantity.end() + 1, text.get(quantity.end()).term(kind));
        return term == null || (kind == Kind.LAST && ofSomething(text, quantity.end() + 2, term))
                ? null
                : new Reading(rolling(kind, Unit.meant(term), quantity.most()), quantity.end() + 2);
    }

    /** "La semaine dernière", "el mes pasado". */
    private @Nullable Reading lastBehind(Lexemes text, int at) {
        // "L'année" is a word that stands before a year's number, too.
        boolean year = text.is(at, Kind.IN_YEAR);
        Term term = text.term(at, year ? Kind.IN_YEAR : Kind.UNIT);
        if (term == null || !Picks.romance(term)) {
            return null;
        }
        for (Kind kind : new Kind[] {Kind.LAST, Kind.NEXT}) {
            Term word = text.term(at + 1, kind);
            if (word != null && word.sharesLanguage(term) && Picks.romance(word)) {
                return new Reading(one(kind, year ? Unit.YEAR : Unit.meant(term)), at + 2);
            }
        }
        return null;
    }

    private @Nullable Reading ago(Lexemes text, int at) {
        boolean before = text.is(at, Kind.AGO_BEFORE);
        Quantity quantity = Quantities.read(text, before ? at + 1 : at);
        Unit unit = quantity == null ? null : unit(text, quantity.end());
        if (quantity == null || unit == null || (unit == Unit.YEAR && quantity.most() >= FIRST_YEAR)) {
            return null;
        }
        int end = quantity.end() + 1;
        if (before) {
            return new Reading(back(unit, quantity), end);
        }
        if (text.is(end, Kind.AGO)) {
            return new Reading(back(unit, quantity), end + 1);
        }
        return text.is(end, Kind.FROM_NOW) ? new Reading(unit.around(now.time(), quantity.most()), end + 1) : null;
    }

    private Stretch back(Unit unit, Quantity quantity) {
        return new Stretch(
                unit.around(now.time(), -quantity.most()).from(),
                unit.around(now.time(), -quantity.least()).to());
    }

    private static @Nullable Kind pick(Lexemes text, int at) {
        for (Kind kind : new Kind[] {Kind.PAST, Kind.LAST, Kind.THIS, Kind.NEXT}) {
            if (text.is(at, kind)) {
                return kind;
            }
        }
        return null;
    }

    private static @Nullable Term unitLike(Lexemes text, int at, @Nullable Term other) {
        Term term = text.term(at, Kind.UNIT);
        return term != null && other != null && term.sharesLanguage(other) ? term : null;
    }

    static @Nullable Unit unit(Lexemes text, int at) {
        Term term = text.term(at, Kind.UNIT);
        return term == null ? null : Unit.meant(term);
    }
}
