// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import dev.memoir.internal.text.Language;
import dev.memoir.internal.text.LanguageTopic;
import dev.memoir.internal.text.Languages;
import dev.memoir.internal.time.TimeTerm.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words for times of one language, from its file: a key for each meaning, such as {@code time.unit.day}, with the
 * kind and its value, and the words and phrases.
 *
 * @param language the language
 */
record WordTable(Language language) {

    /** The tables of the languages that have words for times. */
    static final List<WordTable> ALL = Languages.all().stream()
            .filter(language -> !language.groups(LanguageTopic.TIME).isEmpty())
            .map(WordTable::new)
            .toList();

    static final Set<String> LANGUAGES =
            ALL.stream().map(table -> table.language().code()).collect(Collectors.toUnmodifiableSet());

    /** Receives all entries of a table. */
    interface Entries {
        void entry(String phrase, Kind kind, int value);
    }

    void each(Entries entries) {
        language.groups(LanguageTopic.TIME).forEach((meaning, words) -> {
            String[] key = meaning.split("\\.", 2);
            Kind kind = Kind.valueOf(constant(key[0]));
            int value = key.length == 1 ? 0 : value(kind, key[1]);
            words.forEach(word -> entries.entry(word.replace('_', ' '), kind, value));
        });
    }

    private static int value(Kind kind, String value) {
        return switch (kind) {
            case UNIT -> CalendarUnit.valueOf(constant(value)).number();
            case SEASON -> Season.valueOf(constant(value)).number();
            case PART_OF_DAY -> PartOfDay.valueOf(constant(value)).number();
            default -> Integer.parseInt(value);
        };
    }

    private static String constant(String name) {
        return name.replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
