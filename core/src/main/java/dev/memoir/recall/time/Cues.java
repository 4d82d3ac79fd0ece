package dev.memoir.recall.time;

import dev.memoir.recall.time.Term.Kind;
import java.util.List;

/** What stands before a time and lets it be expected: a preposition of the same language. */
final class Cues {

    private static final List<Kind> BEFORE_TIMES =
            List.of(Kind.IN, Kind.SINCE, Kind.UNTIL, Kind.BEFORE, Kind.AFTER, Kind.FROM, Kind.BETWEEN, Kind.IN_YEAR);

    private Cues() {}

    static boolean before(Lexemes text, int at, Term term) {
        return preposition(text, at, term, BEFORE_TIMES);
    }

    /** {@return whether a time to celebrate may stand here: "at", "for", "over" are enough} */
    static boolean beforeFeast(Lexemes text, int at, Term term) {
        return before(text, at, term) || preposition(text, at, term, List.of(Kind.AT));
    }

    private static boolean preposition(Lexemes text, int at, Term term, List<Kind> kinds) {
        int before = at - 1;
        while (at - before < 3 && !bareEnglish(term) && article(text, before)) {
            before--;
        }
        Lexeme lexeme = text.get(before);
        for (Kind kind : kinds) {
            Term cue = lexeme.term(kind);
            if (cue != null && cue.sharesLanguage(term)) {
                return true;
            }
        }
        return false;
    }

    /** "In the march" is no month. */
    private static boolean bareEnglish(Term term) {
        return term.kind() == Kind.MONTH && term.in("en");
    }

    private static boolean article(Lexemes text, int at) {
        Lexeme lexeme = text.get(at);
        return lexeme.is(Kind.THE)
                && !lexeme.is(Kind.IN)
                && !lexeme.is(Kind.FROM)
                && !lexeme.is(Kind.AFTER)
                && !lexeme.is(Kind.BEFORE);
    }
}
