package dev.memoir.extract;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of months and weekdays in many languages, as the JDK knows them. */
final class CalendarNames {

    private static final List<Locale> LOCALES = Stream.of(
                    "en de fr es it pt nl ru uk be pl cs sk sl hr sr bg el tr az ar ar-SY he fa hi bn id ms ro hu fi sv da nb et lv"
                            .split(" "),
                    "lt ja ko zh zh-Hant ka hy sw ca eu th".split(" "))
            .flatMap(Stream::of)
            .map(Locale::forLanguageTag)
            .toList();

    private static final Pattern NO_NAME = Pattern.compile(".*[\\d ].*");

    /** The names of each month, as they are written. */
    static final Map<Integer, Set<String>> MONTHS = names(Month.values(), Month::getValue, Month::getDisplayName);

    /** The names of each weekday, as they are written. */
    static final Map<Integer, Set<String>> WEEKDAYS =
            names(DayOfWeek.values(), DayOfWeek::getValue, DayOfWeek::getDisplayName);

    static {
        String[] short_ = {"Jan", "Feb", "Mar", "Apr", "", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"};
        for (int month = 1; month <= 12; month++) {
            if (!short_[month - 1].isEmpty()) {
                names(MONTHS, month).add(short_[month - 1]);
            }
        }
        String[] chinese = {"一", "二", "三", "四", "五", "六", "日"};
        for (int day = 1; day <= 7; day++) {
            names(WEEKDAYS, day)
                    .addAll(List.of("周" + chinese[day - 1], "週" + chinese[day - 1], "礼拜" + chinese[day - 1]));
        }
    }

    /** Which month or weekday a name means; of languages that differ, the first. */
    private static final Map<String, Integer> MONTH_OF = reversed(MONTHS);

    private static final Map<String, Integer> WEEKDAY_OF = reversed(WEEKDAYS);

    private CalendarNames() {}

    /** {@return a pattern of any month's name} */
    static String anyMonth() {
        return any(MONTHS);
    }

    /** {@return a pattern of any weekday's name} */
    static String anyWeekday() {
        return any(WEEKDAYS);
    }

    static int month(String name) {
        return MONTH_OF.getOrDefault(Essence.of(name), 0);
    }

    static int weekday(String name) {
        return WEEKDAY_OF.getOrDefault(Essence.of(name), 0);
    }

    /** {@return whether a word is the name of a month or weekday in any language} */
    static boolean isName(String word) {
        String essence = Essence.of(word);
        return MONTH_OF.containsKey(essence) || WEEKDAY_OF.containsKey(essence);
    }

    /** {@return whether one of the names stands in a text} */
    static boolean named(Set<String> names, Words text) {
        return names.stream().map(Essence::of).anyMatch(text::hasName);
    }

    static Set<String> names(Map<Integer, Set<String>> all, int value) {
        return all.getOrDefault(value, Set.of());
    }

    private interface Display<T> {
        String name(T value, TextStyle style, Locale locale);
    }

    private static <T> Map<Integer, Set<String>> names(T[] values, Function<T, Integer> number, Display<T> display) {
        Map<Integer, Set<String>> names = new TreeMap<>();
        for (T value : values) {
            Set<String> these = new TreeSet<>();
            for (Locale locale : LOCALES) {
                for (TextStyle style : List.of(TextStyle.FULL, TextStyle.FULL_STANDALONE)) {
                    String name = display.name(value, style, locale);
                    if (!NO_NAME.matcher(Numbers.ascii(name)).matches()) {
                        these.add(name);
                    }
                }
            }
            names.put(number.apply(value), these);
        }
        return names;
    }

    private static Map<String, Integer> reversed(Map<Integer, Set<String>> names) {
        Map<String, Integer> reversed = new TreeMap<>();
        names.forEach((value, these) -> these.forEach(name -> reversed.putIfAbsent(Essence.of(name), value)));
        return reversed;
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
