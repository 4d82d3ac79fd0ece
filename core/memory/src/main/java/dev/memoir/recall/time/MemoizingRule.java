package dev.memoir.recall.time;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a rule read at a place of one text, kept because several rules ask for the same. Not thread-safe. */
final class MemoizingRule implements TimeRule {

    private final TimeRule rule;
    private final Map<Integer, Optional<ParseResult>> readings = new HashMap<>();

    MemoizingRule(TimeRule rule) {
        this.rule = rule;
    }

    @Override
    public @Nullable ParseResult read(TokenSequence text, int at, boolean expected) {
        int key = 2 * at + (expected ? 1 : 0);
        Optional<ParseResult> known = readings.get(key);
        if (known == null) {
            known = Optional.ofNullable(rule.read(text, at, expected));
            readings.put(key, known);
        }
        return known.orElse(null);
    }
}
