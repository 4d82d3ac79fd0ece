// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import dev.memoir.internal.time.TimeTerm.Kind;
import java.util.List;

/** Recognises prepositions that introduce a time, in the language of the time. */
final class TimePrepositions {

    private static final List<Kind> BEFORE_TIMES =
            List.of(Kind.IN, Kind.SINCE, Kind.UNTIL, Kind.BEFORE, Kind.AFTER, Kind.FROM, Kind.BETWEEN, Kind.IN_YEAR);

    private TimePrepositions() {}

    static boolean before(TokenSequence text, int at, TimeTerm term) {
        return preposition(text, at, term, BEFORE_TIMES);
    }

    /** {@return whether a preposition introduces a holiday, for which "at", "for" and "over" suffice} */
    static boolean beforeHoliday(TokenSequence text, int at, TimeTerm term) {
        return before(text, at, term) || preposition(text, at, term, List.of(Kind.AT));
    }

    private static boolean preposition(TokenSequence text, int at, TimeTerm term, List<Kind> kinds) {
        int before = at - 1;
        while (at - before < 3 && !bareEnglish(term) && article(text, before)) {
            before--;
        }
        Lexeme lexeme = text.get(before);
        for (Kind kind : kinds) {
            TimeTerm preposition = lexeme.term(kind);
            if (preposition != null && preposition.sharesLanguage(term)) {
                return true;
            }
        }
        return false;
    }

    /** "In the march" is not the month. */
    private static boolean bareEnglish(TimeTerm term) {
        return term.kind() == Kind.MONTH && term.in("en");
    }

    private static boolean article(TokenSequence text, int at) {
        Lexeme lexeme = text.get(at);
        return lexeme.is(Kind.THE)
                && !lexeme.is(Kind.IN)
                && !lexeme.is(Kind.FROM)
                && !lexeme.is(Kind.AFTER)
                && !lexeme.is(Kind.BEFORE);
    }
}
