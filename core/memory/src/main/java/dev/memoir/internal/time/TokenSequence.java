// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import dev.memoir.internal.time.TimeTerm.Kind;
import dev.memoir.internal.time.Token.Sort;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text as a sequence of lexemes. Indexes out of range yield {@link #NOTHING}, so that rules need no bounds checks.
 */
final class TokenSequence {

    static final Lexeme NOTHING = new Lexeme(new Token(Sort.SIGN, "", 0, 0, false, -1, -1), -1, List.of());

    private final List<Lexeme> all;

    private TokenSequence(List<Lexeme> all) {
        this.all = all;
    }

    static TokenSequence of(String text) {
        List<Token> tokens = Tokenizer.tokens(text);
        TimeVocabulary vocabulary = TimeVocabulary.of(tokens);
        List<Lexeme> all = new ArrayList<>(tokens.size());
        for (int at = 0; at < tokens.size(); ) {
            TimeVocabulary.Entry entry = vocabulary.at(tokens, at);
            int length = Math.max(1, entry.length());
            all.add(new Lexeme(tokens.get(at), tokens.get(at + length - 1).end(), entry.terms()));
            at += length;
        }
        return new TokenSequence(all);
    }

    int size() {
        return all.size();
    }

    Lexeme get(int at) {
        return at >= 0 && at < all.size() ? all.get(at) : NOTHING;
    }

    boolean is(int at, Kind kind) {
        return get(at).is(kind);
    }

    @Nullable
    TimeTerm term(int at, Kind kind) {
        return get(at).term(kind);
    }

    boolean number(int at) {
        return get(at).first().number();
    }

    int value(int at) {
        return get(at).first().value();
    }

    int digits(int at) {
        return get(at).first().digits();
    }

    boolean sign(int at, String sign) {
        return get(at).sign(sign);
    }

    boolean dash(int at) {
        return sign(at, "-") || sign(at, "\u2013") || sign(at, "\u2014") || sign(at, "~") || sign(at, "\u301C");
    }

    /** {@return whether a lexeme directly follows the previous one} */
    boolean joined(int at) {
        return at > 0 && at < all.size() && all.get(at - 1).end() == all.get(at).start();
    }

    int skip(int at, Kind kind) {
        return is(at, kind) ? at + 1 : at;
    }

    int skipSign(int at, String sign) {
        return sign(at, sign) ? at + 1 : at;
    }
}
