// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The words of one language, read from {@code lang/<code>.properties}. Immutable. */
public final class Language {

    /** Added to the key of words that are found inside a run of a script without spaces. */
    static final String RUNS = ".cjk";

    private final String code;
    private final Map<String, String> entries;

    private Language(String code, Map<String, String> entries) {
        this.code = code;
        this.entries = entries;
    }

    /** {@return the language that has a file in UTF-8 on the class path, or empty if it has none} */
    static Optional<Language> read(String code) {
        try (InputStream in = Language.class.getResourceAsStream("lang/" + code + ".properties")) {
            if (in == null) {
                return Optional.empty();
            }
            Properties properties = new Properties();
            try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                properties.load(reader);
            }
            Map<String, String> entries = new TreeMap<>();
            properties.forEach((key, value) -> entries.put((String) key, (String) value));
            return Optional.of(new Language(code, Collections.unmodifiableMap(entries)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the ISO 639 code of the language, of two letters} */
    public String code() {
        return code;
    }

    /**
     * {@return the words of a topic, as written in the file; none if the language has no such key}
     *
     * @param topic the topic of the words
     */
    public List<String> words(LanguageTopic topic) {
        return split(entries.getOrDefault(topic.key(), ""));
    }

    /**
     * {@return the words of a topic that are found inside a run without spaces}
     *
     * @param topic the topic of the words
     */
    public List<String> runs(LanguageTopic topic) {
        return split(entries.getOrDefault(topic.key() + RUNS, ""));
    }

    /**
     * {@return the words of a group of keys, by the number or name that follows the topic's key}
     *
     * @param topic the topic of the words
     */
    public SortedMap<String, List<String>> groups(LanguageTopic topic) {
        SortedMap<String, List<String>> groups = new TreeMap<>();
        entries.forEach((key, value) -> {
            if (key.startsWith(topic.key())) {
                groups.put(key.substring(topic.key().length()), split(value));
            }
        });
        return groups;
    }

    /**
     * {@return the regular expressions of a topic or group}
     *
     * @param topic the topic of the expressions
     */
    public List<String> expressions(LanguageTopic topic) {
        return entries.entrySet().stream()
                .filter(entry -> topic.group()
                        ? entry.getKey().startsWith(topic.key())
                        : entry.getKey().equals(topic.key()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** {@return the keys of the file} */
    Set<String> keys() {
        return entries.keySet();
    }

    @Override
    public String toString() {
        return code;
    }

    private static List<String> split(String words) {
        return Arrays.stream(words.split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
