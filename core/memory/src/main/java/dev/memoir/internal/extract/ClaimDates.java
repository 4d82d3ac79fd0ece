// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.internal.text.LanguageTopic;
import dev.memoir.internal.text.Languages;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The dates of a claim, and the rest of its text without them.
 *
 * @param dates every date, as precise as it is given; a date with an ambiguous order of day and month has both readings
 * @param weekdays the weekdays that the claim names, 1 for Monday
 * @param rest the text of the claim without its dates
 */
record ClaimDates(List<List<Day>> dates, List<Integer> weekdays, String rest) {

    private static final String DAY = "(\\d{1,2})(?:\\.|" + Languages.anyEntry(LanguageTopic.DATE_SUFFIX) + ")?";
    private static final String OF = "\\s*(?:,|" + Languages.anyEntry(LanguageTopic.DATE_OF) + ")?\\s*";
    private static final String EDGE = "(?<![\\p{L}\\p{M}\\p{N}])";
    private static final String END = "(?![\\p{L}\\p{M}\\p{N}])";
    private static final String MONTH = "(" + CalendarNameFinder.anyMonth() + ")";

    private static final Pattern ISO = Pattern.compile("(?<!\\d)(\\d{4})-(\\d{1,2})(?:-(\\d{1,2}))?(?!\\d)");
    private static final Pattern EAST =
            Pattern.compile("(?:(?<!\\d)(\\d{4})\\s*[年년])?\\s*(?<!\\d)(\\d{1,2})\\s*[月월](?:\\s*(\\d{1,2})\\s*[日号號일])?");
    private static final Pattern SLASHED = Pattern.compile("(?<!\\d)(\\d{1,2})[./](\\d{1,2})[./](\\d{4})(?!\\d)");
    private static final Pattern DAY_FIRST = insensitive(EDGE + DAY + OF + MONTH + END + "(?:" + OF + "(\\d{4}))?");
    private static final Pattern MONTH_FIRST =
            insensitive(EDGE + MONTH + END + "(?:" + OF + DAY + "(?!\\d))(?:" + OF + "(\\d{4}))?");
    private static final Pattern MONTH_YEAR = insensitive(EDGE + MONTH + END + "(?:" + OF + "(\\d{4}))?");
    private static final Pattern EAST_NAME = Pattern.compile("([一二三四五六七八九十]{1,2})月");
    private static final Pattern YEAR = Pattern.compile("(?<![\\d.,:])((?:19|20)\\d\\d)(?![\\d]|[.,:]\\d)");
    private static final Pattern WEEKDAY = insensitive("(?<![\\p{L}\\p{M}])(" + CalendarNameFinder.anyWeekday() + ")");

    /** Letters attached to the end of a name, not in Chinese, Japanese and Thai, which have no spaces to end a name. */
    private static final Pattern ENDING =
            Pattern.compile("[\\p{L}\\p{M}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}"
                    + "\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}\\p{IsHangul}]]+");

    private static final int SHORTEST_INFLECTED = 5;
    private static final int LONGEST_ENDING = 3;

    /**
     * A date, as precise as it is given.
     *
     * @param year the year, or null
     * @param month the month, or null
     * @param day the day of the month, or null
     */
    record Day(
            @Nullable Integer year,
            @Nullable Integer month,
            @Nullable Integer day) {}

    static ClaimDates in(String claim) {
        List<List<Day>> dates = new ArrayList<>();
        String rest = NumberReader.ascii(claim);
        rest = take(ISO, rest, m -> List.of(day(m.group(1), m.group(2), m.group(3))), dates);
        rest = take(EAST, rest, m -> List.of(day(m.group(1), m.group(2), m.group(3))), dates);
        rest = take(
                SLASHED,
                rest,
                m -> List.of(day(m.group(3), m.group(2), m.group(1)), day(m.group(3), m.group(1), m.group(2))),
                dates);
        rest = take(DAY_FIRST, rest, m -> named(m, 2, m.group(3), m.group(1)), dates);
        rest = take(MONTH_FIRST, rest, m -> named(m, 1, m.group(3), m.group(2)), dates);
        rest = take(MONTH_YEAR, rest, m -> named(m, 1, m.group(2), null), dates);
        rest = take(EAST_NAME, rest, m -> List.of(new Day(null, CalendarNameFinder.month(m.group()), null)), dates);
        rest = take(YEAR, rest, m -> List.of(day(m.group(1), null, null)), dates);
        List<Integer> weekdays = new ArrayList<>();
        Matcher weekday = WEEKDAY.matcher(rest);
        while (weekday.find()) {
            int number = CalendarNameFinder.weekday(weekday.group(1));
            if (number > 0
                    && asWritten(weekday.group(1), CalendarNameFinder.WEEKDAYS.values())
                    && isWhole(weekday.group(1), rest.substring(weekday.end()))) {
                weekdays.add(number);
            }
        }
        return new ClaimDates(dates, weekdays, rest);
    }

    /**
     * Endings: "Joi" is Thursday in Romanian but "joined" is not; "Mondays" and "maanantaina" contain a whole name with
     * an ending.
     */
    private static boolean isWhole(String name, String after) {
        Matcher ending = ENDING.matcher(after);
        int letters = ending.lookingAt() ? ending.end() : 0;
        return letters == 0 || (name.length() >= SHORTEST_INFLECTED && letters <= LONGEST_ENDING);
    }

    /** In English "May" is a month and "may" is not: a name that is spelled with a capital must have it. */
    private static List<Day> named(Matcher date, int group, @Nullable String year, @Nullable String day) {
        String name = date.group(group);
        int month = CalendarNameFinder.month(name);
        if (month == 0 || !asWritten(name, CalendarNameFinder.MONTHS.values())) {
            return List.of();
        }
        return List.of(new Day(number(year), month, number(day)));
    }

    private static boolean asWritten(String name, Iterable<? extends Iterable<String>> all) {
        for (Iterable<String> names : all) {
            for (String written : names) {
                boolean lower = !Character.isUpperCase(written.codePointAt(0));
                if (written.equals(name) || (lower && written.equalsIgnoreCase(name))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String take(Pattern pattern, String text, Function<Matcher, List<Day>> read, List<List<Day>> dates) {
        Matcher matcher = pattern.matcher(text);
        StringBuilder rest = new StringBuilder();
        while (matcher.find()) {
            List<Day> date = read.apply(matcher);
            if (date.isEmpty()) {
                matcher.appendReplacement(rest, Matcher.quoteReplacement(matcher.group()));
            } else {
                dates.add(date);
                matcher.appendReplacement(rest, " ");
            }
        }
        return matcher.appendTail(rest).toString();
    }

    private static Day day(@Nullable String year, @Nullable String month, @Nullable String day) {
        return new Day(number(year), number(month), number(day));
    }

    private static @Nullable Integer number(@Nullable String digits) {
        return digits == null ? null : Integer.valueOf(digits);
    }

    private static Pattern insensitive(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
