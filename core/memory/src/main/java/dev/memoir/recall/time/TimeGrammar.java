package dev.memoir.recall.time;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a text from left to right, at each place the longest time that begins there. Every rule looks at a bounded number of
 * lexemes, so the whole takes linear time.
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
     * @param stretches what it means, each of its readings
     * @param start where it begins
     * @param end where it ends
     */
    record Found(List<LocalInterval> stretches, int start, int end) {}

    List<Found> all() {
        List<Found> all = new ArrayList<>();
        for (int at = 0; at < text.size(); ) {
            ParseResult reading = mayBegin(text.get(at)) ? rule.read(text, at, false) : null;
            if (reading == null) {
                at++;
            } else {
                all.add(new Found(
                        stretches(reading),
                        text.get(at).start(),
                        text.get(reading.end() - 1).end()));
                at = reading.end();
            }
        }
        return all;
    }

    /** Most words of a text mean no time: nothing is tried at them. */
    private static boolean mayBegin(Lexeme lexeme) {
        return !lexeme.terms().isEmpty()
                || lexeme.first().sort() != Token.Sort.WORD
                || lexeme.first().is("q");
    }

    private List<LocalInterval> stretches(ParseResult reading) {
        List<LocalInterval> stretches = new ArrayList<>();
        List<TimeReference> readings =
                reading.other() == null ? List.of(reading.when()) : List.of(reading.when(), reading.other());
        for (TimeReference when : readings) {
            try {
                stretches.add(when.at(now));
            } catch (DateTimeException | ArithmeticException e) {
                // A time that no calendar has: nothing is lost with it.
            }
        }
        return stretches;
    }
}
