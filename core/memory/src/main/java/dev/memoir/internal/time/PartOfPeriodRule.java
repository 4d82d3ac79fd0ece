// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import dev.memoir.internal.time.TimeTerm.Kind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the early, middle or late third of a time: "early May 2023", "the end of last year", "Mitte März", "2022年底".
 */
final class PartOfPeriodRule implements TimeRule {

    private static final List<Kind> THIRDS = List.of(Kind.EARLY, Kind.MIDDLE, Kind.LATE);

    /**
     * Characters after which a Chinese character for a part belongs to another word: a middle school, a grade, Detroit.
     */
    private static final Set<String> OTHER_WORDS = Set.of("中", "级", "級", "次", "恋", "特");

    private final CurrentPeriodRule current;
    private final TimeRule times;

    PartOfPeriodRule(ReferenceTime now, TimeRule times) {
        this.current = new CurrentPeriodRule(now);
        this.times = times;
    }

    @Override
    public @Nullable ParseResult read(TokenSequence text, int at, boolean expected) {
        TimeTerm part = third(text, at);
        return part == null || part.in("zh") ? partAfterPeriod(text, at, expected) : partBeforePeriod(text, at, part);
    }

    private @Nullable ParseResult partBeforePeriod(TokenSequence text, int at, TimeTerm part) {
        int place = text.dash(at + 1) ? at + 2 : at + 1;
        TimeTerm link = text.is(place, Kind.OF) ? text.term(place, Kind.OF) : text.term(place, Kind.IN);
        boolean linked = link != null;
        ParseResult whole = times.read(text, linked ? place + 1 : place, true);
        // In English and Spanish the linking word is part of the phrase, and Russian has none.
        if (whole == null && (linked || !part.in("de"))) {
            whole = current.read(text, linked ? place + 1 : place, part);
        }
        return whole == null ? null : new ParseResult(third(whole.when(), part), whole.end());
    }

    /** In Chinese the part follows its time. */
    private @Nullable ParseResult partAfterPeriod(TokenSequence text, int at, boolean expected) {
        ParseResult whole = times.read(text, at, expected);
        TimeTerm unit = text.term(at, Kind.UNIT);
        if (whole == null && unit != null && unit.in("zh") && third(text, at + 1) != null) {
            whole = current.read(text, at, unit);
        }
        if (whole == null) {
            return null;
        }
        int place = text.skip(whole.end(), Kind.OF);
        // Skips the repeated unit of "2022年年底".
        place = text.is(place, Kind.UNIT) && third(text, place + 1) != null ? place + 1 : place;
        TimeTerm part = third(text, place);
        Lexeme next = text.get(place + 1);
        return part == null
                        || !part.in("zh")
                        || next.first().number()
                        || OTHER_WORDS.contains(next.first().text())
                ? null
                : new ParseResult(third(whole.when(), part), place + 1);
    }

    private static @Nullable TimeTerm third(TokenSequence text, int at) {
        for (Kind kind : THIRDS) {
            TimeTerm term = text.term(at, kind);
            if (term != null) {
                return term;
            }
        }
        return null;
    }

    private static TimeReference third(TimeReference when, TimeTerm part) {
        int which = THIRDS.indexOf(part.kind());
        return when instanceof RecurringTime yearly
                ? new RecurringTime(year -> yearly.in(year).third(which), yearly.pick())
                : ((LocalInterval) when).third(which);
    }
}
