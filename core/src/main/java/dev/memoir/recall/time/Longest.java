package dev.memoir.recall.time;

import java.time.DateTimeException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Of several rules the one that reads the most; of equals the first. A day that does not exist is none. */
final class Longest implements Rule {

    private final List<Rule> rules;

    Longest(Rule... rules) {
        this.rules = List.of(rules);
    }

    @Override
    public @Nullable Reading read(Lexemes text, int at, boolean expected) {
        Reading longest = null;
        for (Rule rule : rules) {
            try {
                longest = Rule.longer(longest, rule.read(text, at, expected));
            } catch (DateTimeException | ArithmeticException e) {
                // Another rule may read something else here.
            }
        }
        return longest;
    }
}
