package dev.memoir.internal.extract;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A set of words of many languages, from {@code lexicon.properties} and the file of each language. Words of scripts
 * with spaces are matched as a whole or, with an asterisk, by their beginning; words of Chinese, Japanese, Korean and
 * Thai are found inside a run.
 */
final class WordList {

    private static final Map<String, String> ALL = all(LanguageWords.read("lexicon.properties"));

    /** Arabic attaches "and", "in" and "the" to the next word. */
    private static final Pattern ARABIC_PREFIX = Pattern.compile("^[وف]?(?:ال|[بكل]ال|لل|[بلك])?(?=\\p{IsArabic}{3})");

    private final Set<String> words = new HashSet<>();
    private final List<String> beginnings;
    private final List<String> runs;

    private WordList(String key) {
        List<String> entries = entries(key);
        entries.stream()
                .filter(entry -> !entry.endsWith("*"))
                .map(NormalizedText::of)
                .flatMap(entry -> Arrays.stream(entry.split(" ")))
                .forEach(words::add);
        beginnings = entries.stream()
                .filter(entry -> entry.endsWith("*"))
                .map(NormalizedText::of)
                .toList();
        runs = entries(key + ".cjk").stream()
                .map(NormalizedText::of)
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    static WordList of(String key) {
        return new WordList(key);
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

    private static Map<String, String> all(Properties properties) {
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(Function.identity(), properties::getProperty));
    }

    static Set<String> keys(Predicate<String> wanted) {
        return ALL.keySet().stream().filter(wanted).collect(Collectors.toUnmodifiableSet());
    }

    /** {@return the words of a key} */
    static Set<String> words(String key) {
        return Set.copyOf(new WordList(key).words);
    }

    private static List<String> entries(String key) {
        return Stream.concat(
                        LanguageWords.split(ALL.getOrDefault(key, "")).stream(),
                        LanguageWords.all().stream().flatMap(language -> language.words(key).stream()))
                .filter(entry -> !NormalizedText.of(entry).isEmpty())
                .toList();
    }
}
