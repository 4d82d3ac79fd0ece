package dev.memoir.recall.time;

import dev.memoir.recall.time.RecurringTime.Pick;
import dev.memoir.recall.time.TimeTerm.Kind;
import org.jspecify.annotations.Nullable;

/** "Last", "this" and "next", before what they pick or, as in French and Spanish, behind it. */
final class LastThisNext {

    private LastThisNext() {}

    /** {@return which is picked by the word at a place; null if none is} */
    static @Nullable Pick of(TokenSequence text, int at, TimeTerm picked, Pick last) {
        return among(text, at, picked, last, Kind.LAST, Kind.PAST, Kind.THIS, Kind.NEXT);
    }

    /** {@return which is picked by the word behind} */
    static @Nullable Pick behind(TokenSequence text, int at, TimeTerm picked, Pick last) {
        return romance(picked) ? among(text, at, picked, last, Kind.LAST, Kind.NEXT) : null;
    }

    /** {@return whether adjectives stand behind their nouns in the language of a word} */
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
