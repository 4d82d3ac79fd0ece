// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.resolve;

import dev.memoir.internal.text.LanguageTopic;
import dev.memoir.internal.text.Languages;
import dev.memoir.internal.text.SignificantTokens;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Words that negate, hedge or end a statement; a text that gains one means something else. */
final class NegationWords {

    private static final Set<String> WORDS =
            Set.copyOf(SignificantTokens.of(String.join(" ", Languages.words(LanguageTopic.QUALIFIER))));

    private NegationWords() {}

    /** {@return the negation words in a list of words} */
    static Set<String> of(List<String> words) {
        return words.stream().filter(WORDS::contains).collect(Collectors.toSet());
    }

    static boolean in(List<String> words) {
        return words.stream().anyMatch(WORDS::contains);
    }
}
