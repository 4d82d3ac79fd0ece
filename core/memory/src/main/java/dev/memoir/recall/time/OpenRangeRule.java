package dev.memoir.recall.time;

import dev.memoir.recall.time.QuantityReader.Quantity;
import dev.memoir.recall.time.TimeTerm.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Ranges with one end: "since March" runs up to now, "after 2020" and "from May on" are open to the future, "before" and
 * "until" to the past. Until March is until it ends, before March until it begins.
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
        return TimeRule.longer(before, behind(text, at, expected));
    }

    private @Nullable ParseResult since(TokenSequence text, int at) {
        ParseResult reading = times.read(text, at, true);
        LocalInterval begun = reading == null ? null : begun(reading.when());
        if (reading != null && begun != null) {
            int end = text.is(reading.end(), Kind.SINCE_POST) ? reading.end() + 1 : reading.end();
            return new ParseResult(begun, end);
        }
        Quantity quantity = QuantityReader.read(text, at);
        CalendarUnit unit = quantity == null ? null : RelativeUnitRule.unit(text, quantity.end());
        return quantity == null || unit == null
                ? null
                : new ParseResult(unit.rolling(now.time(), quantity.most()), quantity.end() + 1);
    }

    private @Nullable LocalInterval begun(TimeReference when) {
        LocalInterval stretch = when.at(now.time());
        return stretch.begin().isBefore(now.time()) ? new LocalInterval(stretch.from(), now.time()) : null;
    }

    private @Nullable ParseResult bounded(TokenSequence text, int at) {
        ParseResult reading = times.read(text, at + 1, true);
        if (reading == null) {
            return null;
        }
        LocalInterval time = reading.when().at(now.time());
        if (text.is(at, Kind.BEFORE)) {
            return new ParseResult(new LocalInterval(null, time.from()), reading.end());
        }
        if (text.is(at, Kind.AFTER)) {
            return new ParseResult(new LocalInterval(time.to(), null), reading.end());
        }
        if (text.is(at, Kind.UNTIL)) {
            return new ParseResult(new LocalInterval(null, time.to()), reading.end());
        }
        return text.is(reading.end(), Kind.ONWARDS)
                ? new ParseResult(new LocalInterval(time.from(), null), reading.end() + 1)
                : null;
    }

    /** "三月以来", "2023年之前". */
    private @Nullable ParseResult behind(TokenSequence text, int at, boolean expected) {
        ParseResult reading = times.read(text, at, expected);
        if (reading == null) {
            return null;
        }
        Lexeme word = text.get(reading.end());
        if (word.is(Kind.SINCE_POST)) {
            LocalInterval begun = begun(reading.when());
            return begun == null ? null : new ParseResult(begun, reading.end() + 1);
        }
        LocalInterval time = reading.when().at(now.time());
        if (word.is(Kind.BEFORE_POST)) {
            return new ParseResult(new LocalInterval(null, time.from()), reading.end() + 1);
        }
        return word.is(Kind.AFTER_POST) ? new ParseResult(new LocalInterval(time.to(), null), reading.end() + 1) : null;
    }
}
