package dev.memoir.extract;

import dev.memoir.RecordedTurn;
import dev.memoir.extract.ClaimDates.Day;
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
 * The times that a turn can mean. A date follows from a turn
 *
 * <ul>
 *   <li>if its parts stand there: the day as a number, the month by name or in a date of digits, the year as a number; a
 *       year that is not said is the turn's own or one beside it;
 *   <li>or if it is at most a day from when the turn was said, in the time zone of the turn: today, yesterday, tomorrow;
 *   <li>or if a word for a time leads there: a weekday to that weekday within two weeks, "week" to any day within two
 *       weeks, "month" to the months beside, "year" to the years beside, each of them with a number n to n units before or
 *       after, a season or feast to any time within a year.
 * </ul>
 *
 * A date that is given to the day needs a word that means days. Those words are known in a dozen languages, see {@code
 * lexicon.properties}; in others a date must be near or stand there in numbers.
 */
final class MentionedDates {

    private static final WordList NEAR = WordList.of("time.near");
    private static final WordList TWO_DAYS = WordList.of("time.two-days");
    private static final WordList DAY = WordList.of("time.day");
    private static final WordList WEEK = WordList.of("time.week");
    private static final WordList MONTH = WordList.of("time.month");
    private static final WordList YEAR = WordList.of("time.year");
    private static final WordList SEASON = WordList.of("time.season");
    private static final WordList FEAST = WordList.of("time.feast");
    private static final Pattern DATE_OF_DIGITS = Pattern.compile("\\d\\s?[-./]\\s?\\d|\\d\\s*[月월]");

    /** A few weeks, some years: more than that nobody counts back in words. */
    private static final int MOST_UNITS = 150;

    private final LocalDate said;
    private final String text;
    private final Set<String> languages;
    private final MorphologicalWords words;
    private final Set<String> numbers;
    private final boolean dateOfDigits;
    private final List<Span> spans = new ArrayList<>();

    /**
     * Reads a turn.
     *
     * @param turn the turn
     * @param numbers the numbers that it holds
     * @param languages the ISO 639 codes of the languages that it is likely to be in
     */
    MentionedDates(RecordedTurn turn, Set<String> numbers, Set<String> languages) {
        text = turn.text();
        this.languages = languages;
        said = turn.localTime().toLocalDate();
        words = MorphologicalWords.of(turn.text());
        this.numbers = numbers;
        dateOfDigits = DATE_OF_DIGITS.matcher(NumberReader.ascii(turn.text())).find();
        around(ChronoUnit.DAYS, 0, 1, ChronoUnit.DAYS);
        if (TWO_DAYS.in(words)) {
            around(ChronoUnit.DAYS, 0, 2, ChronoUnit.DAYS);
        }
        if (WEEK.in(words)) {
            around(ChronoUnit.DAYS, 0, 14, ChronoUnit.DAYS);
            counted().forEach(n -> around(ChronoUnit.WEEKS, n, 7, ChronoUnit.DAYS));
        }
        if (DAY.in(words)) {
            counted().forEach(n -> around(ChronoUnit.DAYS, n, 1, ChronoUnit.DAYS));
        }
        if (MONTH.in(words)) {
            around(ChronoUnit.DAYS, 0, 62, ChronoUnit.MONTHS);
            around(ChronoUnit.MONTHS, 1, 1, ChronoUnit.DAYS);
            counted().forEach(n -> around(ChronoUnit.MONTHS, n, 1, ChronoUnit.DAYS));
        }
        if (YEAR.in(words)) {
            around(ChronoUnit.YEARS, 1, 1, ChronoUnit.DAYS);
            counted().forEach(n -> around(ChronoUnit.YEARS, n, 1, ChronoUnit.DAYS));
            // "I am 35" leaves two years to be born in.
            counted().forEach(n -> around(ChronoUnit.YEARS, n, 366, ChronoUnit.YEARS));
        }
        if (SEASON.in(words)) {
            around(ChronoUnit.DAYS, 0, 366, ChronoUnit.MONTHS);
        }
        if (FEAST.in(words)) {
            around(ChronoUnit.DAYS, 0, 366, ChronoUnit.DAYS);
        }
    }

    /** A stretch of time, and the least unit in which the words that led to it speak. */
    private record Span(LocalDate from, LocalDate to, ChronoUnit unit) {}

    /** {@return whether a date follows from the turn} */
    boolean reach(Day date) {
        if (date.year() == null) {
            return IntStream.rangeClosed(said.getYear() - 1, said.getYear() + 1)
                    .anyMatch(year -> reach(new Day(year, date.month(), date.day())));
        }
        return stands(date) || follows(date);
    }

    /** {@return whether a weekday is named in the turn, or near} */
    boolean reachWeekday(int weekday) {
        return named(weekday)
                || spans.stream()
                        .filter(span -> span.unit() == ChronoUnit.DAYS)
                        .anyMatch(span -> ChronoUnit.DAYS.between(span.from(), span.to()) >= 6
                                || span.from()
                                        .datesUntil(span.to().plusDays(1))
                                        .anyMatch(day -> day.getDayOfWeek().getValue() == weekday));
    }

    /** {@return whether the turn speaks of a time at all} */
    boolean any() {
        return spans.size() > 1 || NEAR.in(words) || named(words);
    }

    /** {@return whether a text names a month, a weekday, or a date in digits} */
    static boolean namesDate(String text, MorphologicalWords words) {
        return DATE_OF_DIGITS.matcher(NumberReader.ascii(text)).find() || named(words);
    }

    private static boolean named(MorphologicalWords words) {
        return anyMonthNamed(words)
                || CalendarNameFinder.WEEKDAYS.values().stream()
                        .anyMatch(names -> CalendarNameFinder.named(names, words));
    }

    private boolean stands(Day date) {
        @Nullable Integer year = date.year();
        @Nullable Integer month = date.month();
        @Nullable Integer day = date.day();
        boolean dayStands = day != null && numbers.contains(day.toString());
        boolean monthNamed = month != null
                && (CalendarNameFinder.named(CalendarNameFinder.names(CalendarNameFinder.MONTHS, month), words)
                        || (dateOfDigits && numbers.contains(month.toString())));
        boolean monthNear = month != null
                && dayStands
                && year != null
                && Math.abs(ChronoUnit.MONTHS.between(YearMonth.from(said), yearMonth(year, month))) <= 1
                && !anyMonthNamed(words);
        boolean yearStands = year != null
                && (numbers.contains(year.toString())
                        || (numbers.contains(Integer.toString(year % 100)) && year % 100 > 12)
                        || Math.abs(year - said.getYear()) <= (month == null ? 0 : 1));
        return yearStands && (month == null || monthNamed || monthNear) && (day == null || dayStands);
    }

    private static boolean anyMonthNamed(MorphologicalWords words) {
        return CalendarNameFinder.MONTHS.values().stream().anyMatch(names -> CalendarNameFinder.named(names, words));
    }

    private static YearMonth yearMonth(int year, int month) {
        return YearMonth.of(year, Math.max(1, Math.min(12, month)));
    }

    private boolean follows(Day date) {
        try {
            int year = date.year() == null ? said.getYear() : date.year();
            LocalDate from =
                    LocalDate.of(year, date.month() == null ? 1 : date.month(), date.day() == null ? 1 : date.day());
            ChronoUnit unit =
                    date.month() == null ? ChronoUnit.YEARS : date.day() == null ? ChronoUnit.MONTHS : ChronoUnit.DAYS;
            LocalDate to = from.plus(1, unit).minusDays(1);
            boolean weekday = unit == ChronoUnit.DAYS
                    && Math.abs(ChronoUnit.DAYS.between(said, from)) <= 14
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

    private void around(ChronoUnit unit, int amount, int days, ChronoUnit least) {
        for (int sign : amount == 0 ? new int[] {1} : new int[] {1, -1}) {
            LocalDate middle = said.plus((long) sign * amount, unit);
            spans.add(new Span(middle.minusDays(days), middle.plusDays(days), least));
        }
    }
}
