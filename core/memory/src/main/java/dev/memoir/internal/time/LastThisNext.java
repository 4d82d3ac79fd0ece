// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import dev.memoir.internal.time.RecurringTime.Pick;
import dev.memoir.internal.time.TimeTerm.Kind;
import org.jspecify.annotations.Nullable;

/** Reads "last", "this" and "next", before the word that they modify or, as in French and Spanish, after it. */
final class LastThisNext {

    private LastThisNext() {}

    /** {@return the occurrence that the word at an index picks, or null if it picks none} */
    static @Nullable Pick of(TokenSequence text, int at, TimeTerm picked, Pick last) {
        return among(text, at, picked, last, Kind.LAST, Kind.PAST, Kind.THIS, Kind.NEXT);
    }

    /** {@return the occurrence that the word after a noun picks, or null if it picks none} */
    static @Nullable Pick after(TokenSequence text, int at, TimeTerm picked, Pick last) {
        return romance(picked) ? among(text, at, picked, last, Kind.LAST, Kind.NEXT) : null;
    }

    /** {@return whether adjectives follow their nouns in the language of a word} */
    static boolean romance(TimeTerm term) {
        return term.in("fr") || term.in("es");
    }

    private static @Nullable Pick among(TokenSequence text, int at, TimeTerm picked, Pick last, Kind... kinds) {
        for (Kind kind : kinds) {
            TimeTerm word = text.term(at, kind);
            if (word != null && word.sharesLanguage(picked)) {
                return switch (kind) {
                    case THIS -> Pick.THIS;
                    case NEXT -> Pick.NEXT;
                    default -> last;
                };
            }
        }
        return null;
    }
}
