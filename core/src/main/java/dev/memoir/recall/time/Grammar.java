package dev.memoir.recall.time;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a text from left to right, at each place the longest time that begins there. Every rule looks at a bounded number of
 * lexemes, so the whole takes linear time.
 */
final class Grammar {

    private final Lexemes text;
    private final LocalDateTime now;
    private final Rule rule;

    Grammar(Lexemes text, LocalDateTime time, Hemisphere hemisphere) {
        this.text = text;
        this.now = time;
        Now reference = new Now(time, hemisphere);
        Years years = new Years(reference);
        Rule dates = new Longest(new NumericDates(years), new NamedDates(years));
        Rule times = new Remembered(new Longest(
                dates,
                new Weekdays(reference, dates),
                new Days(reference),
                new RelativeUnits(reference),
                new Seasons(reference, years),
                new Holidays(years),
                new Quarters(years),
                new Decades(reference),
                years));
        Rule parts = new Remembered(new Longest(times, new DivisionRule(reference, times)));
        Rule whole =
                new Remembered(new Longest(parts, new Parts(reference, parts), new DivisionRule(reference, parts)));
        rule = new Longest(
                new Spans(reference, whole), new Bounds(reference, whole), new Beside(reference, whole), whole);
    }

    /**
     * A time in the text.
     *
     * @param stretches what it means, each of its readings
     * @param start where it begins
     * @param end where it ends
     */
    record Found(List<Stretch> stretches, int start, int end) {}

    List<Found> all() {
        List<Found> all = new ArrayList<>();
        for (int at = 0; at < text.size(); ) {
            Reading reading = mayBegin(text.get(at)) ? rule.read(text, at, false) : null;
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

    private List<Stretch> stretches(Reading reading) {
        List<Stretch> stretches = new ArrayList<>();
        List<When> readings =
                reading.other() == null ? List.of(reading.when()) : List.of(reading.when(), reading.other());
        for (When when : readings) {
            try {
                stretches.add(when.at(now));
            } catch (DateTimeException | ArithmeticException e) {
                // A time that no calendar has: nothing is lost with it.
            }
        }
        return stretches;
    }
}
