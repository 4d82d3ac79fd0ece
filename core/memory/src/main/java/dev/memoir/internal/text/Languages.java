package dev.memoir.internal.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

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

    /** {@return the words of a topic in all languages} */
    public static List<String> words(LanguageTopic topic) {
        return all().stream()
                .flatMap(language -> language.words(topic).stream())
                .toList();
    }

    /** {@return the words of a topic in all languages that are found inside a run without spaces} */
    public static List<String> runs(LanguageTopic topic) {
        return all().stream().flatMap(language -> language.runs(topic).stream()).toList();
    }

    /** {@return a regular expression that matches what the expression of any language does} */
    public static String anyExpression(LanguageTopic topic) {
        return all().stream()
                .flatMap(language -> language.expressions(topic).stream())
                .collect(Collectors.joining("|"));
    }
}
