package dev.memoir.recall.time;

import dev.memoir.recall.time.Quantities.Quantity;
import dev.memoir.recall.time.Term.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Ranges with one end: "since March" runs up to now, "after 2020" and "from May on" are open to the future, "before" and
 * "until" to the past. Until March is until it ends, before March until it begins.
 */
final class Bounds implements Rule {

    private final Now now;
    private final Rule times;

    Bounds(Now now, Rule times) {
        this.now = now;
        this.times = times;
    }

    @Override
    public @Nullable Reading read(Lexemes text, int at, boolean expected) {
        Reading before = text.is(at, Kind.SINCE) ? since(text, at + 1) : null;
        Lexeme word = text.get(at);
        if (word.is(Kind.BEFORE) || word.is(Kind.AFTER) || word.is(Kind.UNTIL) || word.is(Kind.FROM)) {
            before = Rule.longer(before, bounded(text, at));
        }
        return Rule.longer(before, behind(text, at, expected));
    }

    private @Nullable Reading since(Lexemes text, int at) {
        Reading reading = times.read(text, at, true);
        Stretch begun = reading == null ? null : begun(reading.when());
        if (reading != null && begun != null) {
            int end = text.is(reading.end(), Kind.SINCE_POST) ? reading.end() + 1 : reading.end();
            return new Reading(begun, end);
        }
        Quantity quantity = Quantities.read(text, at);
        Unit unit = quantity == null ? null : RelativeUnits.unit(text, quantity.end());
        return quantity == null || unit == null
                ? null
                : new Reading(unit.rolling(now.time(), quantity.most()), quantity.end() + 1);
    }

    private @Nullable Stretch begun(When when) {
        Stretch stretch = when.at(now.time());
        return stretch.begin().isBefore(now.time()) ? new Stretch(stretch.from(), now.time()) : null;
    }

    private @Nullable Reading bounded(Lexemes text, int at) {
        Reading reading = times.read(text, at + 1, true);
        if (reading == null) {
            return null;
        }
        Stretch time = reading.when().at(now.time());
        if (text.is(at, Kind.BEFORE)) {
            return new Reading(new Stretch(null, time.from()), reading.end());
        }
        if (text.is(at, Kind.AFTER)) {
            return new Reading(new Stretch(time.to(), null), reading.end());
        }
        if (text.is(at, Kind.UNTIL)) {
            return new Reading(new Stretch(null, time.to()), reading.end());
        }
        return text.is(reading.end(), Kind.ONWARDS)
                ? new Reading(new Stretch(time.from(), null), reading.end() + 1)
                : null;
    }

    /** "三月以来", "2023年之前". */
    private @Nullable Reading behind(Lexemes text, int at, boolean expected) {
        Reading reading = times.read(text, at, expected);
        if (reading == null) {
            return null;
        }
        Lexeme word = text.get(reading.end());
        if (word.is(Kind.SINCE_POST)) {
            Stretch begun = begun(reading.when());
            return begun == null ? null : new Reading(begun, reading.end() + 1);
        }
        Stretch time = reading.when().at(now.time());
        if (word.is(Kind.BEFORE_POST)) {
            return new Reading(new Stretch(null, time.from()), reading.end() + 1);
        }
        return word.is(Kind.AFTER_POST) ? new Reading(new Stretch(time.to(), null), reading.end() + 1) : null;
    }
}
