// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import java.time.DateTimeException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tries all rules and keeps the longest match; ties go to the first. A date that does not exist is not a match. */
final class LongestMatchRule implements TimeRule {

    private final List<TimeRule> rules;

    LongestMatchRule(TimeRule... rules) {
        this.rules = List.of(rules);
    }

    @Override
    public @Nullable ParseResult read(TokenSequence text, int at, boolean expected) {
        ParseResult longest = null;
        for (TimeRule rule : rules) {
            try {
                longest = TimeRule.longer(longest, rule.read(text, at, expected));
            } catch (DateTimeException | ArithmeticException e) {
                // Another rule may match here.
            }
        }
        return longest;
    }
}
