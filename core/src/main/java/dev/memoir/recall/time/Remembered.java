package dev.memoir.recall.time;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a rule read at a place of one text, kept because several rules ask for the same. Not thread-safe. */
final class Remembered implements Rule {

    private final Rule rule;
    private final Map<Integer, Optional<Reading>> readings = new HashMap<>();

    Remembered(Rule rule) {
        this.rule = rule;
    }

    @Override
    public @Nullable Reading read(Lexemes text, int at, boolean expected) {
        int key = 2 * at + (expected ? 1 : 0);
        Optional<Reading> known = readings.get(key);
        if (known == null) {
            known = Optional.ofNullable(rule.read(text, at, expected));
            readings.put(key, known);
        }
        return known.orElse(null);
    }
}
