package dev.memoir.internal.time;

import dev.memoir.internal.time.TimeTerm.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The vocabulary of one language, with a line for each meaning: kind and value before the colon, words after it. Words
 * joined with an underscore are a phrase.
 *
 * @param language the code of the language
 * @param lines the lines
 */
record WordTable(String language, String lines) {

    static final List<WordTable> ALL = List.of(
            EnglishWords.TABLE,
            GermanWords.TABLE,
            FrenchWords.TABLE,
            SpanishWords.TABLE,
            RussianWords.TABLE,
            ChineseWords.TABLE);

    static final Set<String> LANGUAGES = ALL.stream().map(WordTable::language).collect(Collectors.toUnmodifiableSet());

    /** Receives all entries of a table. */
    interface Entries {
        void entry(String phrase, Kind kind, int value);
    }

    void each(Entries entries) {
        lines.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            int colon = line.indexOf(':');
            String[] key = line.substring(0, colon).split("\\.", 2);
            Kind kind = Kind.valueOf(key[0].toUpperCase(Locale.ROOT));
            int value = key.length == 1 ? 0 : value(kind, key[1]);
            for (String phrase : line.substring(colon + 1).strip().split(" ", -1)) {
                entries.entry(phrase.replace('_', ' '), kind, value);
            }
        });
    }

    private static int value(Kind kind, String value) {
        return switch (kind) {
            case UNIT -> CalendarUnit.valueOf(value.toUpperCase(Locale.ROOT)).number();
            case SEASON -> Season.valueOf(value.toUpperCase(Locale.ROOT)).number();
            case PART_OF_DAY ->
                PartOfDay.valueOf(value.toUpperCase(Locale.ROOT)).number();
            default -> Integer.parseInt(value);
        };
    }
}
