// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.internal.text.LanguageTopic;
import dev.memoir.internal.text.Languages;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words of a topic in all languages. Words of scripts with spaces are matched as a whole or, with an asterisk, by
 * their beginning; words of Chinese, Japanese, Korean and Thai are found inside a run.
 */
final class WordList {

    /** Arabic attaches "and", "in" and "the" to the next word. */
    private static final Pattern ARABIC_PREFIX = Pattern.compile("^[وف]?(?:ال|[بكل]ال|لل|[بلك])?(?=\\p{IsArabic}{3})");

    private final Set<String> words = new HashSet<>();
    private final List<String> beginnings;
    private final List<String> runs;

    private WordList(Collection<String> entries, Collection<String> runs) {
        entries.stream()
                .filter(entry -> !entry.endsWith("*"))
                .map(NormalizedText::of)
                .flatMap(entry -> Arrays.stream(entry.split(" ")))
                .filter(word -> !word.isEmpty())
                .forEach(words::add);
        this.beginnings = entries.stream()
                .filter(entry -> entry.endsWith("*"))
                .map(NormalizedText::of)
                .toList();
        this.runs = runs.stream()
                .map(NormalizedText::of)
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    static WordList of(LanguageTopic topic) {
        return new WordList(Languages.words(topic), Languages.runs(topic));
    }

    /** {@return the words of a group in all languages that have the same name} */
    static WordList of(LanguageTopic group, String name) {
        return new WordList(
                Languages.all().stream()
                        .flatMap(language -> language.groups(group).getOrDefault(name, List.of()).stream())
                        .toList(),
                List.of());
    }

    /** {@return whether a {@linkplain NormalizedText normalised} word is in this list} */
    boolean has(String word) {
        return words.contains(word)
                || beginnings.stream().anyMatch(word::startsWith)
                || runs.contains(word)
                || (arabic(word) && words.contains(ARABIC_PREFIX.matcher(word).replaceFirst("")));
    }

    private static boolean arabic(String word) {
        return !word.isEmpty() && Character.UnicodeScript.of(word.codePointAt(0)) == Character.UnicodeScript.ARABIC;
    }

    /** {@return whether a text contains a word of this list} */
    boolean in(MorphologicalWords text) {
        return text.spaced().stream().anyMatch(this::has) || runs.stream().anyMatch(text.run()::contains);
    }

    /** {@return whether a run begins with a word of this list} */
    boolean begins(String run) {
        return runs.stream().anyMatch(run::startsWith);
    }

    /** {@return a run of Chinese, Japanese, Korean or Thai without the words of this list} */
    String without(String run) {
        String rest = run;
        for (String word : runs) {
            rest = rest.replace(word, " ");
        }
        return rest;
    }
}
