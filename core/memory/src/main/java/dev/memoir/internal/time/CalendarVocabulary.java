// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import dev.memoir.internal.text.Language;
import dev.memoir.internal.text.LanguageTopic;
import dev.memoir.internal.text.Languages;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The names of months and weekdays of many languages, as provided by the JDK, with those of the languages' files. A
 * name has several meanings if languages differ: "listopad" is October in Croatian, November in Polish.
 *
 * @param months the meanings of each month name
 * @param weekdays the meanings of each weekday name
 */
public record CalendarVocabulary(Map<String, List<Meaning>> months, Map<String, List<Meaning>> weekdays) {

    private static final class Everything {
        static final CalendarVocabulary ALL = new CalendarVocabulary(Languages.all());
    }

    /**
     * A meaning of a name.
     *
     * @param number the number of the month or weekday; January and Monday are 1
     * @param languages the codes of the languages in which the name has this meaning
     */
    public record Meaning(int number, Set<String> languages) {

        /** Copies the languages. */
        public Meaning {
            languages = Set.copyOf(languages);
        }
    }

    /** Makes the maps unmodifiable. */
    public CalendarVocabulary {
        months = Collections.unmodifiableMap(months);
        weekdays = Collections.unmodifiableMap(weekdays);
    }

    private CalendarVocabulary(List<Language> languages) {
        this(months(languages), weekdays(languages));
    }

    /** {@return the names in all languages, loaded once, which takes about half a second} */
    public static CalendarVocabulary all() {
        return Everything.ALL;
    }

    /** {@return the names in the given languages} */
    static CalendarVocabulary of(Set<String> languages) {
        return new CalendarVocabulary(Languages.all().stream()
                .filter(language -> languages.contains(language.code()))
                .toList());
    }

    private interface Display {
        String name(TextStyle style, Locale locale);
    }

    private static Map<String, List<Meaning>> months(List<Language> languages) {
        Map<String, List<Meaning>> months = new TreeMap<>();
        for (Month month : Month.values()) {
            names(months, languages, month.getValue(), month::getDisplayName, LanguageTopic.CALENDAR_MONTH);
        }
        return months;
    }

    private static Map<String, List<Meaning>> weekdays(List<Language> languages) {
        Map<String, List<Meaning>> weekdays = new TreeMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            names(weekdays, languages, day.getValue(), day::getDisplayName, LanguageTopic.CALENDAR_WEEKDAY);
        }
        return weekdays;
    }

    private static void names(
            Map<String, List<Meaning>> names,
            List<Language> languages,
            int number,
            Display display,
            LanguageTopic further) {
        for (Language language : languages) {
            for (String tag : language.words(LanguageTopic.CALENDAR_LOCALES)) {
                Locale locale = Locale.forLanguageTag(tag);
                for (TextStyle style : List.of(TextStyle.FULL, TextStyle.FULL_STANDALONE)) {
                    add(names, display.name(style, locale), number, language.code());
                }
            }
            language.groups(further)
                    .getOrDefault(Integer.toString(number), List.of())
                    .forEach(name -> add(names, name, number, language.code()));
        }
    }

    /** Ignores names that contain digits or consist of several words. */
    private static void add(Map<String, List<Meaning>> names, String name, int number, String language) {
        if (name.isEmpty() || name.codePoints().anyMatch(c -> Character.isDigit(c) || c == ' ')) {
            return;
        }
        List<Meaning> meanings = new ArrayList<>(names.getOrDefault(name, List.of()));
        Set<String> languages = new TreeSet<>(Set.of(language));
        meanings.stream()
                .filter(known -> known.number() == number)
                .forEach(known -> languages.addAll(known.languages()));
        meanings.removeIf(known -> known.number() == number);
        meanings.add(new Meaning(number, languages));
        names.put(name, List.copyOf(meanings));
    }
}
