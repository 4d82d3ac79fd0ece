// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.internal.text.LanguageTopic;
import dev.memoir.internal.text.Languages;
import dev.memoir.internal.time.CalendarVocabulary;
import dev.memoir.internal.time.CalendarVocabulary.Meaning;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the names of months and weekdays of many languages in a text. */
final class CalendarNameFinder {

    /** The names of each month, in their usual spelling. */
    static final Map<Integer, Set<String>> MONTHS =
            byNumber(CalendarVocabulary.all().months());

    /** The names of each weekday, in their usual spelling. */
    static final Map<Integer, Set<String>> WEEKDAYS =
            byNumber(CalendarVocabulary.all().weekdays());

    /** The month or weekday of each name; if languages disagree, the first one wins. */
    private static final Map<String, Integer> MONTH_OF = reversed(MONTHS);

    private static final Map<String, Integer> WEEKDAY_OF = reversed(WEEKDAYS);

    private static final ConcurrentMap<String, List<Pattern>> SHORT_WEEKDAYS = new ConcurrentHashMap<>();

    private CalendarNameFinder() {}

    /**
     * {@return whether a text contains the abbreviation of a weekday in one of the languages, spelled as usual there}
     *
     * @param weekday 1 for Monday
     * @param text the text
     * @param languages the ISO 639 codes of the languages
     */
    static boolean abbreviated(int weekday, String text, Set<String> languages) {
        return languages.stream()
                .map(language -> SHORT_WEEKDAYS.computeIfAbsent(language, CalendarNameFinder::shortWeekdays))
                .anyMatch(names -> names.get(weekday - 1).matcher(text).find());
    }

    private static List<Pattern> shortWeekdays(String code) {
        SortedMap<String, List<String>> further = Languages.all().stream()
                .filter(language -> language.code().equals(code))
                .findFirst()
                .map(language -> language.groups(LanguageTopic.CALENDAR_WEEKDAY_SHORT))
                .orElseGet(TreeMap::new);
        List<Pattern> weekdays = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            String written = day.getDisplayName(TextStyle.SHORT, Locale.forLanguageTag(code))
                    .replaceFirst("[.]$", "");
            String names = Stream.concat(
                            Stream.of(written),
                            further.getOrDefault(Integer.toString(day.getValue()), List.of()).stream())
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|"));
            // In lower case only the dot distinguishes an abbreviation from a word.
            boolean capital = Character.isUpperCase(written.codePointAt(0));
            weekdays.add(
                    Pattern.compile("(?<![\\p{L}\\p{N}])(?:" + names + ")" + (capital ? "(?![\\p{L}\\p{N}])" : "[.]")));
        }
        return weekdays;
    }

    /** {@return a pattern of any month's name} */
    static String anyMonth() {
        return any(MONTHS);
    }

    /** {@return a pattern of any weekday's name} */
    static String anyWeekday() {
        return any(WEEKDAYS);
    }

    static int month(String name) {
        return MONTH_OF.getOrDefault(NormalizedText.of(name), 0);
    }

    static int weekday(String name) {
        return WEEKDAY_OF.getOrDefault(NormalizedText.of(name), 0);
    }

    /** {@return whether a word is the name of a month or weekday in any language} */
    static boolean isName(String word) {
        String normalized = NormalizedText.of(word);
        return MONTH_OF.containsKey(normalized) || WEEKDAY_OF.containsKey(normalized);
    }

    /** {@return whether a text contains one of the names} */
    static boolean named(Set<String> names, MorphologicalWords text) {
        return names.stream().map(NormalizedText::of).anyMatch(text::hasName);
    }

    static Set<String> names(Map<Integer, Set<String>> all, int value) {
        return all.getOrDefault(value, Set.of());
    }

    private static Map<Integer, Set<String>> byNumber(Map<String, List<Meaning>> names) {
        Map<Integer, Set<String>> byNumber = new TreeMap<>();
        names.forEach((name, meanings) ->
                meanings.forEach(meaning -> byNumber.computeIfAbsent(meaning.number(), number -> new TreeSet<>())
                        .add(name)));
        byNumber.replaceAll((number, written) -> Collections.unmodifiableSet(written));
        return Collections.unmodifiableMap(byNumber);
    }

    private static Map<String, Integer> reversed(Map<Integer, Set<String>> names) {
        Map<String, Integer> reversed = new TreeMap<>();
        names.forEach((value, these) -> these.forEach(name -> reversed.putIfAbsent(NormalizedText.of(name), value)));
        return Collections.unmodifiableMap(reversed);
    }

    private static String any(Map<Integer, Set<String>> names) {
        return names.values().stream()
                .flatMap(Set::stream)
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
    }
}
