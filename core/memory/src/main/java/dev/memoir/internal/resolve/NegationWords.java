package dev.memoir.internal.resolve;

import dev.memoir.internal.text.SignificantTokens;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Words that negate, hedge or end a statement; a text that gains one means something else. */
final class NegationWords {

    private static final Set<String> WORDS = Set.copyOf(SignificantTokens.of(
            // English
            "not no never none nobody nothing neither nor without hardly used was were had stopped quit ended former"
                    + " formerly previously ex until till longer anymore instead dislikes hates wants plans might"
                    + " may would if"
                    // German
                    + " nicht kein keine keinen keinem keiner nie niemals niemand nichts weder ohne kaum war waren"
                    + " hatte früher"
                    + " ehemals bis aufgehört statt will möchte plant würde wenn vielleicht"
                    // Spanish
                    + " nunca jamás nadie nada ningún ninguna ninguno ni sin era fue tenía dejó antes hasta ya"
                    + " quiere si quizás"
                    // French
                    + " ne n pas jamais personne rien aucun aucune sans était avait plus cessé arrêté avant jusque"
                    + " veut peut"
                    // Russian
                    + " не ни нет никогда никто ничего без нельзя был была было были раньше прежде перестал"
                    + " перестала бросил"
                    + " бросила больше хочет если может бы до"
                    // Chinese, Japanese
                    + " 不 没 沒 无 無 未 非 别 別 莫 曾 停 戒 想 要 如 ない ず ぬ ま せ ん た 以前 前 止 も"));

    private NegationWords() {}

    /** {@return the negation words in a list of words} */
    static Set<String> of(List<String> words) {
        return words.stream().filter(WORDS::contains).collect(Collectors.toSet());
    }

    static boolean in(List<String> words) {
        return words.stream().anyMatch(WORDS::contains);
    }
}
