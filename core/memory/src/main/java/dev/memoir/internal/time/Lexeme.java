// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import dev.memoir.internal.time.TimeTerm.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A phrase of tokens with a meaning, or a single token without one.
 *
 * @param first the first token
 * @param end the end of the last token in the text
 * @param terms the possible meanings
 */
record Lexeme(Token first, int end, List<TimeTerm> terms) {

    int start() {
        return first.start();
    }

    boolean is(Kind kind) {
        return term(kind) != null;
    }

    @Nullable
    TimeTerm term(Kind kind) {
        for (TimeTerm term : terms) {
            if (term.kind() == kind) {
                return term;
            }
        }
        return null;
    }

    boolean sign(String sign) {
        return first.sort() == Token.Sort.SIGN && first.is(sign);
    }
}
