package dev.memoir.extract;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The words that one relative is called by: who said "mom" has spoken of a mother. */
final class KinshipTerms {

    private static final String KEY = "relative.";
    private static final Map<String, Set<String>> CALLED = called();

    private KinshipTerms() {}

    /** {@return the other words for a relative in the languages that have this one, as {@link NormalizedText} writes them} */
    static Set<String> otherWords(String word) {
        Set<String> words = CALLED.get(word);
        if (words == null && word.length() > 3 && word.endsWith("s")) {
            words = CALLED.get(word.substring(0, word.length() - 1));
        }
        return words == null ? Set.of() : words;
    }

    private static Map<String, Set<String>> called() {
        Map<String, Set<String>> called = new HashMap<>();
        for (LanguageWords language : LanguageWords.all()) {
            for (String key : language.keys(key -> key.startsWith(KEY))) {
                Set<String> words = new HashSet<>();
                language.words(key)
                        .forEach(word -> words.addAll(
                                Arrays.asList(NormalizedText.of(word).split(" "))));
                words.forEach(word ->
                        called.computeIfAbsent(word, one -> new HashSet<>()).addAll(words));
            }
        }
        return Map.copyOf(called);
    }
}
