// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.text;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All languages that have a file. A file needs no registration: its name is the ISO 639 code of two letters. The files
 * are read on first use, all together, because the language of a text is not known beforehand.
 */
public final class Languages {

    private static final class Files {
        static final List<Language> ALL = Arrays.stream(Locale.getISOLanguages())
                .sorted()
                .map(Language::read)
                .flatMap(Optional::stream)
                .toList();
    }

    private Languages() {}

    /** {@return every language, in the order of the codes} */
    public static List<Language> all() {
        return Files.ALL;
    }

    /**
     * {@return the words of a topic in all languages}
     *
     * @param topic the topic of the words
     */
    public static List<String> words(LanguageTopic topic) {
        return all().stream()
                .flatMap(language -> language.words(topic).stream())
                .toList();
    }

    /**
     * {@return the words of a topic in all languages that are found inside a run without spaces}
     *
     * @param topic the topic of the words
     */
    public static List<String> runs(LanguageTopic topic) {
        return all().stream().flatMap(language -> language.runs(topic).stream()).toList();
    }

    /**
     * {@return a regular expression that matches what the expression of any language does, nothing if there is none}
     *
     * @param topic the topic of the expressions
     */
    public static String anyExpression(LanguageTopic topic) {
        return any(all().stream().flatMap(language -> language.expressions(topic).stream()));
    }

    /**
     * {@return a regular expression that matches any entry of a topic whose entries are regular expressions}
     *
     * @param topic the topic of the entries
     */
    public static String anyEntry(LanguageTopic topic) {
        return any(words(topic).stream().map(entry -> entry.replace('_', ' ')));
    }

    /**
     * {@return a regular expression that matches any word of a topic, the longest first}
     *
     * @param topic the topic of the words
     */
    public static String anyWord(LanguageTopic topic) {
        return anyOf(words(topic));
    }

    /**
     * {@return a regular expression that matches any word of a topic inside a run, the longest first}
     *
     * @param topic the topic of the words
     */
    public static String anyRun(LanguageTopic topic) {
        return anyOf(runs(topic));
    }

    private static String anyOf(List<String> words) {
        return any(words.stream()
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .map(word -> Pattern.quote(word.replace('_', ' '))));
    }

    private static String any(Stream<String> expressions) {
        String any = expressions.collect(Collectors.joining("|"));
        return any.isEmpty() ? "(?!)" : any;
    }
}
