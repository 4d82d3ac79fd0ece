// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The insignificant words and synonymous phrases of a language, from its file. These words may differ between two texts
 * with the same meaning, so none of them is a negation, number, name, date, opposite or another tense.
 */
public final class FunctionWords {

    private static final List<FunctionWords> ALL =
            Languages.all().stream().map(FunctionWords::new).toList();

    /**
     * The minimum number of words that indicate a language; fewer may be a coincidence: "in" is English, German and
     * Dutch.
     */
    private static final int ENOUGH = 2;

    private final Set<Character.UnicodeScript> scripts;
    private final Set<String> dropped;
    private final Set<String> markers = new HashSet<>();
    private final Map<List<String>, List<String>> meanings = new HashMap<>();
    private final List<List<String>> phrases;

    private FunctionWords(Language language) {
        scripts = language.words(LanguageTopic.SCRIPT).stream()
                .map(Character.UnicodeScript::valueOf)
                .collect(Collectors.toUnmodifiableSet());
        dropped = Set.copyOf(tokens(language.words(LanguageTopic.OPTIONAL)));
        markers.addAll(dropped);
        markers.addAll(tokens(language.words(LanguageTopic.MARKER)));
        for (List<String> synonyms : language.groups(LanguageTopic.SYNONYM).values()) {
            List<String> meaning = phrase(synonyms.get(0));
            for (String synonym : synonyms) {
                meanings.put(phrase(synonym), meaning);
                markers.addAll(phrase(synonym));
            }
        }
        phrases = meanings.keySet().stream()
                .sorted(Comparator.<List<String>>comparingInt(List::size).reversed())
                .toList();
    }

    private static List<String> tokens(List<String> words) {
        return SignificantTokens.of(String.join(" ", words));
    }

    private static List<String> phrase(String words) {
        return SignificantTokens.of(words.replace('_', ' '));
    }

    /**
     * {@return the language of a text, or null if it is uncertain}
     *
     * @param words the {@linkplain SignificantTokens significant tokens} of the text
     */
    public static @Nullable FunctionWords of(List<String> words) {
        // Japanese is tried before Chinese: kana reveal it, although it uses Chinese characters too.
        Optional<FunctionWords> ofScript =
                ALL.stream().filter(language -> language.hasScriptOf(words)).findFirst();
        if (ofScript.isPresent()) {
            return ofScript.get();
        }
        long most = ALL.stream().mapToLong(l -> l.score(words)).max().orElse(0);
        List<FunctionWords> best =
                ALL.stream().filter(l -> l.score(words) == most).toList();
        return most >= ENOUGH && best.size() == 1 ? best.get(0) : null;
    }

    /**
     * {@return the significant words, with synonyms replaced by the first of their group}
     *
     * @param words the {@linkplain SignificantTokens significant tokens} of a text in this language
     */
    public List<String> significant(List<String> words) {
        List<String> significant = new ArrayList<>();
        for (int i = 0; i < words.size(); ) {
            List<String> phrase = phraseAt(words, i);
            if (!phrase.isEmpty()) {
                significant.addAll(meanings.getOrDefault(phrase, phrase));
                i += phrase.size();
            } else {
                if (!dropped.contains(words.get(i))) {
                    significant.add(words.get(i));
                }
                i++;
            }
        }
        return significant;
    }

    /**
     * {@return whether a word is a function word in none of these languages}
     *
     * @param word the word, in lower case
     */
    public static boolean isContentWord(String word) {
        return ALL.stream().noneMatch(language -> language.scripts.isEmpty() && language.markers.contains(word));
    }

    private List<String> phraseAt(List<String> words, int start) {
        return phrases.stream()
                .filter(phrase -> start + phrase.size() <= words.size()
                        && words.subList(start, start + phrase.size()).equals(phrase))
                .findFirst()
                .orElse(Collections.emptyList());
    }

    private long score(List<String> words) {
        return words.stream().distinct().filter(markers::contains).count();
    }

    private boolean hasScriptOf(List<String> words) {
        return !scripts.isEmpty()
                && words.stream().anyMatch(word -> scripts.contains(Character.UnicodeScript.of(word.codePointAt(0))));
    }
}
