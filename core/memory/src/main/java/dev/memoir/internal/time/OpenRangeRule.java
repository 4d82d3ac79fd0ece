// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import dev.memoir.internal.time.QuantityReader.Quantity;
import dev.memoir.internal.time.TimeTerm.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads ranges with one bound, such as "since March". "Since" runs up to now, "after 2020" and "from May on" are open
 * to the future, "before" and "until" to the past. "Until March" includes March, "before March" does not.
 */
final class OpenRangeRule implements TimeRule {

    private final ReferenceTime now;
    private final TimeRule times;

    OpenRangeRule(ReferenceTime now, TimeRule times) {
        this.now = now;
        this.times = times;
    }

    @Override
    public @Nullable ParseResult read(TokenSequence text, int at, boolean expected) {
        ParseResult before = text.is(at, Kind.SINCE) ? since(text, at + 1) : null;
        Lexeme word = text.get(at);
        if (word.is(Kind.BEFORE) || word.is(Kind.AFTER) || word.is(Kind.UNTIL) || word.is(Kind.FROM)) {
            before = TimeRule.longer(before, bounded(text, at));
        }
        return TimeRule.longer(before, withPostposition(text, at, expected));
    }

    private @Nullable ParseResult since(TokenSequence text, int at) {
        ParseResult bound = times.read(text, at, true);
        LocalInterval begun = bound == null ? null : begun(bound.when());
        if (bound != null && begun != null) {
            int end = text.is(bound.end(), Kind.SINCE_POST) ? bound.end() + 1 : bound.end();
            return new ParseResult(begun, end);
        }
        Quantity quantity = QuantityReader.read(text, at);
        CalendarUnit unit = quantity == null ? null : RelativeUnitRule.unit(text, quantity.end());
        return quantity == null || unit == null
                ? null
                : new ParseResult(unit.rolling(now.time(), quantity.most()), quantity.end() + 1);
    }

    private @Nullable LocalInterval begun(TimeReference when) {
        LocalInterval interval = when.at(now.time());
        return interval.begin().isBefore(now.time()) ? new LocalInterval(interval.from(), now.time()) : null;
    }

    private @Nullable ParseResult bounded(TokenSequence text, int at) {
        ParseResult bound = times.read(text, at + 1, true);
        if (bound == null) {
            return null;
        }
        LocalInterval time = bound.when().at(now.time());
        if (text.is(at, Kind.BEFORE)) {
            return new ParseResult(new LocalInterval(null, time.from()), bound.end());
        }
        if (text.is(at, Kind.AFTER)) {
            return new ParseResult(new LocalInterval(time.to(), null), bound.end());
        }
        if (text.is(at, Kind.UNTIL)) {
            return new ParseResult(new LocalInterval(null, time.to()), bound.end());
        }
        return text.is(bound.end(), Kind.ONWARDS)
                ? new ParseResult(new LocalInterval(time.from(), null), bound.end() + 1)
                : null;
    }

    /** Reads postpositions: "三月以来", "2023年之前". */
    private @Nullable ParseResult withPostposition(TokenSequence text, int at, boolean expected) {
        ParseResult bound = times.read(text, at, expected);
        if (bound == null) {
            return null;
        }
        Lexeme word = text.get(bound.end());
        if (word.is(Kind.SINCE_POST)) {
            LocalInterval begun = begun(bound.when());
            return begun == null ? null : new ParseResult(begun, bound.end() + 1);
        }
        LocalInterval time = bound.when().at(now.time());
        if (word.is(Kind.BEFORE_POST)) {
            return new ParseResult(new LocalInterval(null, time.from()), bound.end() + 1);
        }
        return word.is(Kind.AFTER_POST) ? new ParseResult(new LocalInterval(time.to(), null), bound.end() + 1) : null;
    }
}
