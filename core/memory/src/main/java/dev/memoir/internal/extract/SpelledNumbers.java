// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.StorageException;
import dev.memoir.internal.text.Language;
import dev.memoir.internal.text.LanguageTopic;
import dev.memoir.internal.text.Languages;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;

/**
 * The number words of one language. Cardinals and ordinals in every gender and case are in {@code numerals/<code>.txt},
 * quantities such as "half a dozen" in the file of the language. All words are without accents. Immutable.
 *
 * <p>The numerals are those that ICU spells, which a test checks. They are kept in files because ICU's data takes 14
 * MB. ICU's own parser would not be suitable either: it reads "thirty five" as 3005 unless it is lenient, and then it
 * takes milliseconds. A line is {@code number=words|words}, with {@code ~} before words that are not a cardinal. A
 * language that ICU cannot spell numbers in has no file.
 */
final class SpelledNumbers {

    /** The maximum number of words of a spelled number, such as "nineteen hundred and ninety nine". */
    private static final int MOST_WORDS = 6;

    private static final Pattern SEPARATOR = Pattern.compile("\\|");

    /** Precedes words that are not a cardinal. */
    static final String ORDINAL = "~";

    private static final ConcurrentMap<String, SpelledNumbers> LANGUAGES = new ConcurrentHashMap<>();

    private final Map<String, Set<String>> numerals = new HashMap<>();
    private final Map<String, Set<String>> quantities = new HashMap<>();
    private final Map<String, String> cardinals = new HashMap<>();
    private final Set<String> firstWords = new HashSet<>();

    private SpelledNumbers(Language language) {
        language.groups(LanguageTopic.QUANTITY)
                .forEach((number, words) -> words.forEach(word -> add(word.replace('_', ' '), number, quantities)));
        read(language.code());
    }

    /** {@return the numbers of a language, read on first use} */
    static SpelledNumbers of(Language language) {
        return LANGUAGES.computeIfAbsent(language.code(), code -> new SpelledNumbers(language));
    }

    /** {@return the numbers of languages, given their ISO 639 codes} */
    static List<SpelledNumbers> of(Collection<String> codes) {
        return Languages.all().stream()
                .filter(language -> codes.contains(language.code()))
                .map(SpelledNumbers::of)
                .toList();
    }

    private void read(String code) {
        try (InputStream file = SpelledNumbers.class.getResourceAsStream("numerals/" + code + ".txt")) {
            if (file != null) {
                new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
                        .lines()
                        .forEach(this::readLine);
            }
        } catch (IOException e) {
            throw new StorageException(
                    "The numerals of the language " + code + " cannot be read from Memoir's jar.", e);
        }
    }

    private void readLine(String line) {
        int equals = line.indexOf('=');
        String number = line.substring(0, equals);
        for (String words : SEPARATOR.split(line.substring(equals + 1), -1)) {
            boolean cardinal = !words.startsWith(ORDINAL);
            String text = cardinal ? words : words.substring(ORDINAL.length());
            put(text, number, numerals);
            if (cardinal) {
                cardinals.putIfAbsent(text, number);
            }
        }
    }

    private void add(String words, String number, Map<String, Set<String>> readings) {
        put(plain(words), number, readings);
    }

    /** {@return words as they are looked up: normalised, without accents} */
    static String plain(String words) {
        return NameForms.plain(NormalizedText.of(words.replace('\u02BC', '\'')));
    }

    private void put(String text, String number, Map<String, Set<String>> readings) {
        firstWords.add(text.indexOf(' ') < 0 ? text : text.substring(0, text.indexOf(' ')));
        readings.computeIfAbsent(text, key -> new HashSet<>()).add(number);
    }

    /** {@return whether a {@linkplain NormalizedText normalised} word is a numeral} */
    boolean isNumeral(String word) {
        return numerals.containsKey(NameForms.plain(word));
    }

    /** A number at the beginning of a list of words, and the number of words it consists of. */
    record Spelled(String number, int words) {}

    /** {@return every number that the numerals of a text can express} */
    Set<String> numerals(List<String> words) {
        return readings(words, numerals);
    }

    /** {@return every number that the quantity words of a text can express, such as "half a dozen"} */
    Set<String> quantities(List<String> words) {
        return readings(words, quantities);
    }

    private Set<String> readings(List<String> words, Map<String, Set<String>> spelled) {
        Set<String> found = new HashSet<>();
        int from = 0;
        while (from < words.size()) {
            Optional<Read<Set<String>>> read = longest(words, from, spelled);
            read.ifPresent(longest -> found.addAll(longest.value()));
            from += read.map(Read::words).orElse(1);
        }
        return found;
    }

    /** {@return the longest cardinal that begins at a word} */
    Optional<Spelled> cardinalAt(List<String> words, int from) {
        return longest(words, from, cardinals).map(read -> new Spelled(read.value(), read.words()));
    }

    private record Read<T>(T value, int words) {}

    private <T> Optional<Read<T>> longest(List<String> words, int from, Map<String, T> spelled) {
        if (!firstWords.contains(words.get(from))) {
            return Optional.empty();
        }
        for (int to = Math.min(words.size(), from + MOST_WORDS); to > from; to--) {
            T value = spelled.get(String.join(" ", words.subList(from, to)));
            if (value != null) {
                return Optional.of(new Read<>(value, to - from));
            }
        }
        return Optional.empty();
    }

    /** {@return the words of a text, in order, without accents} */
    static List<String> words(String text) {
        return Arrays.asList(NameForms.plain(NormalizedText.of(text)).split(" "));
    }
}
