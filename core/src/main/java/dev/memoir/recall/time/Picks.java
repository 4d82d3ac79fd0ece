package dev.memoir.recall.time;

import dev.memoir.recall.time.Term.Kind;
import dev.memoir.recall.time.Yearly.Pick;
import org.jspecify.annotations.Nullable;

/** "Last", "this" and "next", before what they pick or, as in French and Spanish, behind it. */
final class Picks {

    private Picks() {}

    /** {@return which is picked by the word at a place; null if none is} */
    static @Nullable Pick of(Lexemes text, int at, Term picked, Pick last) {
        return among(text, at, picked, last, Kind.LAST, Kind.PAST, Kind.THIS, Kind.NEXT);
    }

    /** {@return which is picked by the word behind} */
    static @Nullable Pick behind(Lexemes text, int at, Term picked, Pick last) {
        return romance(picked) ? among(text, at, picked, last, Kind.LAST, Kind.NEXT) : null;
    }

    /** {@return whether adjectives stand behind their nouns in the language of a word} */
    static boolean romance(Term term) {
        return term.in("fr") || term.in("es");
    }

    private static @Nullable Pick among(Lexemes text, int at, Term picked, Pick last, Kind... kinds) {
        for (Kind kind : kinds) {
            Term word = text.term(at, kind);
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
