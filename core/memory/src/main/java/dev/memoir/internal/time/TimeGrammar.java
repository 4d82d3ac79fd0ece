// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a text from left to right and finds the longest time at each position. Every rule reads a bounded number of
 * lexemes, so the total time is linear.
 */
final class TimeGrammar {

    private final TokenSequence text;
    private final LocalDateTime now;
    private final TimeRule rule;

    TimeGrammar(TokenSequence text, LocalDateTime time, Hemisphere hemisphere) {
        this.text = text;
        this.now = time;
        ReferenceTime reference = new ReferenceTime(time, hemisphere);
        YearRule years = new YearRule(reference);
        TimeRule dates = new LongestMatchRule(new NumericDateRule(years), new NamedDateRule(years));
        TimeRule times = new MemoizingRule(new LongestMatchRule(
                dates,
                new WeekdayRule(reference, dates),
                new DayRule(reference),
                new RelativeUnitRule(reference),
                new SeasonRule(reference, years),
                new HolidayRule(years),
                new QuarterRule(years),
                new DecadeRule(reference),
                years));
        TimeRule parts = new MemoizingRule(new LongestMatchRule(times, new DivisionRule(reference, times)));
        TimeRule whole = new MemoizingRule(new LongestMatchRule(
                parts, new PartOfPeriodRule(reference, parts), new DivisionRule(reference, parts)));
        rule = new LongestMatchRule(
                new RangeRule(reference, whole),
                new OpenRangeRule(reference, whole),
                new OffsetRule(reference, whole),
                whole);
    }

    /**
     * A time in the text.
     *
     * @param intervals the interval of each reading
     * @param start the start index in the text
     * @param end the end index in the text
     */
    record Found(List<LocalInterval> intervals, int start, int end) {}

    List<Found> all() {
        List<Found> all = new ArrayList<>();
        for (int at = 0; at < text.size(); ) {
            ParseResult reading = mayBegin(text.get(at)) ? rule.read(text, at, false) : null;
            if (reading == null) {
                at++;
            } else {
                all.add(new Found(
                        intervals(reading),
                        text.get(at).start(),
                        text.get(reading.end() - 1).end()));
                at = reading.end();
            }
        }
        return all;
    }

    /** Skips most words of a text quickly, because they cannot begin a time. */
    private static boolean mayBegin(Lexeme lexeme) {
        return !lexeme.terms().isEmpty()
                || lexeme.first().sort() != Token.Sort.WORD
                || lexeme.first().is("q");
    }

    private List<LocalInterval> intervals(ParseResult reading) {
        List<LocalInterval> intervals = new ArrayList<>();
        List<TimeReference> readings =
                reading.other() == null ? List.of(reading.when()) : List.of(reading.when(), reading.other());
        for (TimeReference when : readings) {
            try {
                intervals.add(when.at(now));
            } catch (DateTimeException | ArithmeticException e) {
                // This reading does not exist in the calendar.
            }
        }
        return intervals;
    }
}
