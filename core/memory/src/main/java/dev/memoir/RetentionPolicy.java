package dev.memoir;

import java.time.Duration;
import java.util.List;

/**
 * What is forgotten by itself, and how often that is looked for. Without rules nothing is.
 *
 * @param rules in the order in which they are applied
 * @param every how often, at least a second
 */
public record RetentionPolicy(List<RetentionRule> rules, Duration every) {

    /** Rules speak of days and months: once a day is as exact as they are. */
    public static final Duration DAILY = Duration.ofDays(1);

    /**
     * Copies the rules.
     *
     * @throws InvalidInputException if the period is shorter than a second
     */
    public RetentionPolicy {
        rules = List.copyOf(rules);
        if (every.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new InvalidInputException("Retention is to be looked after every " + every
                    + "; that must be a second at least. Once a day is usual.");
        }
    }

    /** {@return the policy that forgets nothing by itself} */
    public static RetentionPolicy none() {
        return new RetentionPolicy(List.of(), DAILY);
    }

    /**
     * {@return a policy that is looked after once a day}
     *
     * @param rules what is not to be kept
     */
    public static RetentionPolicy daily(RetentionRule... rules) {
        return new RetentionPolicy(List.of(rules), DAILY);
    }
}
