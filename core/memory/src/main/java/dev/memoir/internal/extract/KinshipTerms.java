// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.internal.text.Language;
import dev.memoir.internal.text.LanguageTopic;
import dev.memoir.internal.text.Languages;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Synonyms for the same relative: a user who says "mom" has mentioned a mother. */
final class KinshipTerms {

    private static final Map<String, Set<String>> SYNONYMS = synonyms();

    private KinshipTerms() {}

    /**
     * {@return the other words for a relative in the languages that have this one, as
     * {@linkplain NormalizedText normalised}}
     */
    static Set<String> otherWords(String word) {
        Set<String> words = SYNONYMS.get(word);
        if (words == null && word.length() > 3 && word.endsWith("s")) {
            words = SYNONYMS.get(word.substring(0, word.length() - 1));
        }
        return words == null ? Set.of() : words;
    }

    private static Map<String, Set<String>> synonyms() {
        Map<String, Set<String>> synonyms = new HashMap<>();
        for (Language language : Languages.all()) {
            for (List<String> group : language.groups(LanguageTopic.RELATIVE).values()) {
                Set<String> words = new HashSet<>();
                group.forEach(word ->
                        words.addAll(Arrays.asList(NormalizedText.of(word).split(" "))));
                words.forEach(word ->
                        synonyms.computeIfAbsent(word, one -> new HashSet<>()).addAll(words));
            }
        }
        return Map.copyOf(synonyms);
    }
}
