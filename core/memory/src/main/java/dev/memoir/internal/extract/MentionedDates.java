// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.StoredTurn;
import dev.memoir.internal.extract.ClaimDates.Day;
import dev.memoir.internal.text.LanguageTopic;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The dates that a turn mentions or implies. A date follows from a turn
 *
 * <ul>
 *   <li>if the turn contains its parts: the day as a number, the month by name or in a numeric date, the year as a
 *       number; a year that is not stated is the turn's own or an adjacent one;
 *   <li>or if it is at most one day from the day of the turn, in the time zone of the turn: today, yesterday, tomorrow;
 *   <li>or if a time word implies it: a weekday implies that weekday within two weeks, "week" any day within two weeks,
 *       "month" the adjacent months, "year" the adjacent years, each of them with a number n also the time n units
 *       before or after, and a season or holiday any time within a year.
 * </ul>
 *
 * A date with the precision of a day needs a word that means days. These words are known in a dozen languages, see
 * the files of the languages; in others a date must be near or stated in numbers.
 */
final class MentionedDates {

    private static final WordList NEAR = WordList.of(LanguageTopic.DATE_NEAR);
    private static final WordList TWO_DAYS = WordList.of(LanguageTopic.DATE_TWO_DAYS);
    private static final WordList DAY = WordList.of(LanguageTopic.DATE_DAY);
    private static final WordList WEEK = WordList.of(LanguageTopic.DATE_WEEK);
    private static final WordList MONTH = WordList.of(LanguageTopic.DATE_MONTH);
    private static final WordList YEAR = WordList.of(LanguageTopic.DATE_YEAR);
    private static final WordList SEASON = WordList.of(LanguageTopic.DATE_SEASON);
    private static final WordList FEAST = WordList.of(LanguageTopic.DATE_FEAST);
    private static final Pattern NUMERIC_DATE = Pattern.compile("\\d\\s?[-./]\\s?\\d|\\d\\s*[月월]");

    /** People count back a few weeks or some years in words, not more units than this. */
    private static final int MOST_UNITS = 150;

    private final LocalDate saidOn;
    private final String text;
    private final Set<String> languages;
    private final MorphologicalWords words;
    private final Set<String> numbers;
    private final boolean numericDate;
    private final List<Span> spans = new ArrayList<>();

    /**
     * Reads a turn.
     *
     * @param turn the turn
     * @param numbers the numbers in the turn
     * @param languages the ISO 639 codes of the likely languages of the turn
     */
    MentionedDates(StoredTurn turn, Set<String> numbers, Set<String> languages) {
        text = turn.text();
        this.languages = languages;
        saidOn = turn.localTime().toLocalDate();
        words = MorphologicalWords.of(turn.text());
        this.numbers = numbers;
        numericDate = NUMERIC_DATE.matcher(NumberReader.ascii(turn.text())).find();
        addAround(ChronoUnit.DAYS, 0, 1, ChronoUnit.DAYS);
        if (TWO_DAYS.in(words)) {
            addAround(ChronoUnit.DAYS, 0, 2, ChronoUnit.DAYS);
        }
        if (WEEK.in(words)) {
            addAround(ChronoUnit.DAYS, 0, 14, ChronoUnit.DAYS);
            counted().forEach(n -> addAround(ChronoUnit.WEEKS, n, 7, ChronoUnit.DAYS));
        }
        if (DAY.in(words)) {
            counted().forEach(n -> addAround(ChronoUnit.DAYS, n, 1, ChronoUnit.DAYS));
        }
        if (MONTH.in(words)) {
            addAround(ChronoUnit.DAYS, 0, 62, ChronoUnit.MONTHS);
            addAround(ChronoUnit.MONTHS, 1, 1, ChronoUnit.DAYS);
            counted().forEach(n -> addAround(ChronoUnit.MONTHS, n, 1, ChronoUnit.DAYS));
        }
        if (YEAR.in(words)) {
            addAround(ChronoUnit.YEARS, 1, 1, ChronoUnit.DAYS);
            counted().forEach(n -> addAround(ChronoUnit.YEARS, n, 1, ChronoUnit.DAYS));
            // "I am 35" leaves two possible years of birth.
            counted().forEach(n -> addAround(ChronoUnit.YEARS, n, 366, ChronoUnit.YEARS));
        }
        if (SEASON.in(words)) {
            addAround(ChronoUnit.DAYS, 0, 366, ChronoUnit.MONTHS);
        }
        if (FEAST.in(words)) {
            addAround(ChronoUnit.DAYS, 0, 366, ChronoUnit.DAYS);
        }
    }

    /** A period of time, and the finest unit that the words that imply it express. */
    private record Span(LocalDate from, LocalDate to, ChronoUnit unit) {}

    /** {@return whether a date follows from the turn} */
    boolean supports(Day date) {
        if (date.year() == null) {
            return IntStream.rangeClosed(saidOn.getYear() - 1, saidOn.getYear() + 1)
                    .anyMatch(year -> supports(new Day(year, date.month(), date.day())));
        }
        return isStated(date) || isImplied(date);
    }

    /** {@return whether the turn names a weekday or implies days that include it} */
    boolean supportsWeekday(int weekday) {
        return named(weekday)
                || spans.stream()
                        .filter(span -> span.unit() == ChronoUnit.DAYS)
                        .anyMatch(span -> ChronoUnit.DAYS.between(span.from(), span.to()) >= 6
                                || span.from()
                                        .datesUntil(span.to().plusDays(1))
                                        .anyMatch(day -> day.getDayOfWeek().getValue() == weekday));
    }

    /** {@return whether the turn mentions any time} */
    boolean any() {
        return spans.size() > 1 || NEAR.in(words) || named(words);
    }

    /** {@return whether a text contains the name of a month or weekday, or a numeric date} */
    static boolean namesDate(String text, MorphologicalWords words) {
        return NUMERIC_DATE.matcher(NumberReader.ascii(text)).find() || named(words);
    }

    private static boolean named(MorphologicalWords words) {
        return anyMonthNamed(words)
                || CalendarNameFinder.WEEKDAYS.values().stream()
                        .anyMatch(names -> CalendarNameFinder.named(names, words));
    }

    private boolean isStated(Day date) {
        @Nullable Integer year = date.year();
        @Nullable Integer month = date.month();
        @Nullable Integer day = date.day();
        boolean dayStated = day != null && numbers.contains(day.toString());
        boolean monthNamed = month != null
                && (CalendarNameFinder.named(CalendarNameFinder.names(CalendarNameFinder.MONTHS, month), words)
                        || (numericDate && numbers.contains(month.toString())));
        boolean monthNear = month != null
                && dayStated
                && year != null
                && Math.abs(ChronoUnit.MONTHS.between(YearMonth.from(saidOn), yearMonth(year, month))) <= 1
                && !anyMonthNamed(words);
        boolean yearStated = year != null
                && (numbers.contains(year.toString())
                        || (numbers.contains(Integer.toString(year % 100)) && year % 100 > 12)
                        || Math.abs(year - saidOn.getYear()) <= (month == null ? 0 : 1));
        return yearStated && (month == null || monthNamed || monthNear) && (day == null || dayStated);
    }

    private static boolean anyMonthNamed(MorphologicalWords words) {
        return CalendarNameFinder.MONTHS.values().stream().anyMatch(names -> CalendarNameFinder.named(names, words));
    }

    private static YearMonth yearMonth(int year, int month) {
        return YearMonth.of(year, Math.max(1, Math.min(12, month)));
    }

    private boolean isImplied(Day date) {
        try {
            int year = date.year() == null ? saidOn.getYear() : date.year();
            LocalDate from =
                    LocalDate.of(year, date.month() == null ? 1 : date.month(), date.day() == null ? 1 : date.day());
            ChronoUnit unit =
                    date.month() == null ? ChronoUnit.YEARS : date.day() == null ? ChronoUnit.MONTHS : ChronoUnit.DAYS;
            LocalDate to = from.plus(1, unit).minusDays(1);
            boolean weekday = unit == ChronoUnit.DAYS
                    && Math.abs(ChronoUnit.DAYS.between(saidOn, from)) <= 14
                    && named(from.getDayOfWeek().getValue());
            return weekday
                    || spans.stream()
                            .anyMatch(span -> span.unit().compareTo(unit) <= 0
                                    && !span.to().isBefore(from)
                                    && !span.from().isAfter(to));
        } catch (DateTimeException e) {
            return false;
        }
    }

    private boolean named(int weekday) {
        return CalendarNameFinder.named(CalendarNameFinder.names(CalendarNameFinder.WEEKDAYS, weekday), words)
                || CalendarNameFinder.abbreviated(weekday, text, languages);
    }

    private List<Integer> counted() {
        return numbers.stream()
                .filter(number -> number.length() <= 3 && number.chars().allMatch(Character::isDigit))
                .map(Integer::valueOf)
                .filter(number -> number <= MOST_UNITS)
                .toList();
    }

    private void addAround(ChronoUnit unit, int amount, int days, ChronoUnit least) {
        for (int ngram : amount == 0 ? new int[] {1} : new int[] {1, -1}) {
            LocalDate middle = saidOn.plus((long) ngram * amount, unit);
            spans.add(new Span(middle.minusDays(days), middle.plusDays(days), least));
        }
    }
}
