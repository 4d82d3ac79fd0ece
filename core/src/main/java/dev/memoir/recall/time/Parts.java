package dev.memoir.recall.time;

import dev.memoir.recall.time.Term.Kind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The early, middle or late third of a time: "early May 2023", "the end of last year", "Mitte März", "2022年底". */
final class Parts implements Rule {

    private static final List<Kind> THIRDS = List.of(Kind.EARLY, Kind.MIDDLE, Kind.LATE);

    /** With these behind it a Chinese sign for a part is of another word: a middle school, a grade, Detroit. */
    private static final Set<String> OTHER_WORDS = Set.of("中", "级", "級", "次", "恋", "特");

    private final CurrentPeriods current;
    private final Rule times;

    Parts(Now now, Rule times) {
        this.current = new CurrentPeriods(now);
        this.times = times;
    }

    @Override
    public @Nullable Reading read(Lexemes text, int at, boolean expected) {
        Term part = third(text, at);
        return part == null || part.in("zh") ? behind(text, at, expected) : before(text, at, part);
    }

    private @Nullable Reading before(Lexemes text, int at, Term part) {
        int place = text.dash(at + 1) ? at + 2 : at + 1;
        Term link = text.is(place, Kind.OF) ? text.term(place, Kind.OF) : text.term(place, Kind.IN);
        boolean linked = link != null;
        Reading whole = times.read(text, linked ? place + 1 : place, true);
        // In English and Spanish the link is a part of the phrase, and Russian has none.
        if (whole == null && (linked || !part.in("de"))) {
            whole = current.read(text, linked ? place + 1 : place, part);
        }
        return whole == null ? null : new Reading(third(whole.when(), part), whole.end());
    }

    /** In Chinese the part stands behind its time. */
    private @Nullable Reading behind(Lexemes text, int at, boolean expected) {
        Reading whole = times.read(text, at, expected);
        Term unit = text.term(at, Kind.UNIT);
        if (whole == null && unit != null && unit.in("zh") && third(text, at + 1) != null) {
            whole = current.read(text, at, unit);
        }
        if (whole == null) {
            return null;
        }
        int place = text.skip(whole.end(), Kind.OF);
        // "2022年年底".
        place = text.is(place, Kind.UNIT) && third(text, place + 1) != null ? place + 1 : place;
        Term part = third(text, place);
        Lexeme next = text.get(place + 1);
        return part == null
                        || !part.in("zh")
                        || next.first().number()
                        || OTHER_WORDS.contains(next.first().text())
                ? null
                : new Reading(third(whole.when(), part), place + 1);
    }

    private static @Nullable Term third(Lexemes text, int at) {
        for (Kind kind : THIRDS) {
            Term term = text.term(at, kind);
            if (term != null) {
                return term;
            }
        }
        return null;
    }

    private static When third(When when, Term part) {
        int which = THIRDS.indexOf(part.kind());
        return when instanceof Yearly yearly
                ? new Yearly(year -> yearly.in(year).third(which), yearly.pick())
                : ((Stretch) when).third(which);
    }
}
