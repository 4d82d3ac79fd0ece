package dev.memoir.internal.time;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The names of months and weekdays of many languages, as provided by the JDK, with common abbreviations. A name has
 * several meanings if languages differ: "listopad" is October in Croatian, November in Polish.
 *
 * @param months the meanings of each month name
 * @param weekdays the meanings of each weekday name
 */
public record CalendarVocabulary(Map<String, List<Meaning>> months, Map<String, List<Meaning>> weekdays) {

    private static final List<String> LANGUAGES =
            List.of(("en de fr es it pt nl ru uk be pl cs sk sl hr sr bg el tr az ar ar-SY he fa hi bn id ms ro"
                            + " hu fi sv da nb et lv lt ja ko zh zh-Hant ka hy sw ca eu th")
                    .split(" "));

    private static final List<String> ENGLISH_MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec");

    private static final List<String> CHINESE_WEEKDAYS = List.of("一", "二", "三", "四", "五", "六", "日");

    private static final class Everything {
        static final CalendarVocabulary ALL = new CalendarVocabulary(LANGUAGES);
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

    private CalendarVocabulary(List<String> languages) {
        this(months(languages), weekdays(languages));
    }

    /** {@return the names in all languages, loaded once, which takes about half a second} */
    public static CalendarVocabulary all() {
        return Everything.ALL;
    }

    /** {@return the names in the given languages} */
    static CalendarVocabulary of(Set<String> languages) {
        return new CalendarVocabulary(
                LANGUAGES.stream().filter(languages::contains).toList());
    }

    private interface Display {
        String name(TextStyle style, Locale locale);
    }

    private static Map<String, List<Meaning>> months(List<String> languages) {
        Map<String, List<Meaning>> months = new TreeMap<>();
        for (Month month : Month.values()) {
            names(months, languages, month.getValue(), month::getDisplayName);
            add(months, ENGLISH_MONTHS.get(month.getValue() - 1), month.getValue(), "en");
        }
        add(months, "Sep", 9, "en");
        return months;
    }

    private static Map<String, List<Meaning>> weekdays(List<String> languages) {
        Map<String, List<Meaning>> weekdays = new TreeMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            names(weekdays, languages, day.getValue(), day::getDisplayName);
            for (String week : List.of("周", "週", "礼拜")) {
                add(weekdays, week + CHINESE_WEEKDAYS.get(day.getValue() - 1), day.getValue(), "zh");
            }
        }
        return weekdays;
    }

    private static void names(Map<String, List<Meaning>> names, List<String> languages, int number, Display display) {
        for (String language : languages) {
            Locale locale = Locale.forLanguageTag(language);
            for (TextStyle style : Arrays.asList(TextStyle.FULL, TextStyle.FULL_STANDALONE)) {
                add(names, display.name(style, locale), number, locale.getLanguage());
            }
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
