package dev.memoir.internal.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The words of one language, read from {@code lang/<code>.properties}. Immutable. */
final class LanguageWords {

    private static final List<LanguageWords> ALL = Arrays.stream(
                    ("en de es fr it pt nl sv da nb is pl cs sk sl hr sr mk bg ru uk be ro el tr az kk uz hu"
                                    + " fi et lv lt ca gl eu sq ar fa ur he hi mr bn ta te id ms vi tl sw af hy ka"
                                    + " zh ja ko th")
                            .split(" "))
            .map(LanguageWords::new)
            .toList();

    private final String code;
    private final Properties entries;

    private LanguageWords(String code) {
        this.code = code;
        this.entries = read("lang/" + code + ".properties");
    }

    /** {@return every language, English first} */
    static List<LanguageWords> all() {
        return ALL;
    }

    /** {@return the language's ISO 639 code} */
    String code() {
        return code;
    }

    /** {@return the entries of a key, as written in the file; none if the language has no such key} */
    List<String> words(String key) {
        return split(entries.getProperty(key, ""));
    }

    /** {@return the keys of this language that match a predicate} */
    Set<String> keys(Predicate<String> wanted) {
        return entries.stringPropertyNames().stream().filter(wanted).collect(Collectors.toUnmodifiableSet());
    }

    static List<String> split(String entries) {
        return Arrays.stream(entries.split("\\s+"))
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    static Properties read(String resource) {
        try (InputStream in = Objects.requireNonNull(LanguageWords.class.getResourceAsStream(resource), resource);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            Properties properties = new Properties();
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
