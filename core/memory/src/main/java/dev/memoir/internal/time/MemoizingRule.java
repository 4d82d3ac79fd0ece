// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Caches the results of a rule for one text, because several rules use it at the same index. Not thread-safe. */
final class MemoizingRule implements TimeRule {

    private final TimeRule rule;
    private final Map<Integer, Optional<ParseResult>> results = new HashMap<>();

    MemoizingRule(TimeRule rule) {
        this.rule = rule;
    }

    @Override
    public @Nullable ParseResult read(TokenSequence text, int at, boolean expected) {
        int key = 2 * at + (expected ? 1 : 0);
        Optional<ParseResult> known = results.get(key);
        if (known == null) {
            known = Optional.ofNullable(rule.read(text, at, expected));
            results.put(key, known);
        }
        return known.orElse(null);
    }
}
