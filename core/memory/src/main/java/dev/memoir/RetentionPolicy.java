// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.time.Duration;
import java.util.List;

/**
 * The rules by which items are forgotten automatically, and how often they are applied. Without rules nothing is
 * forgotten.
 *
 * @param rules the rules in the order in which they are applied
 * @param interval the interval at which they are applied, at least a second
 */
public record RetentionPolicy(List<RetentionRule> rules, Duration interval) {

    /** The usual interval: rules are about days and months, so once a day is exact enough. */
    public static final Duration DAILY = Duration.ofDays(1);

    /**
     * Copies the rules.
     *
     * @throws InvalidInputException if the interval is shorter than a second
     */
    public RetentionPolicy {
        rules = List.copyOf(rules);
        if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new InvalidInputException("The interval of a retention policy is " + interval
                    + "; it must be at least a second. Once a day is usual.");
        }
    }

    /** {@return the policy that forgets nothing} */
    public static RetentionPolicy none() {
        return new RetentionPolicy(List.of(), DAILY);
    }

    /**
     * {@return a policy that is applied once a day}
     *
     * @param rules the rules for what is forgotten
     */
    public static RetentionPolicy daily(RetentionRule... rules) {
        return new RetentionPolicy(List.of(rules), DAILY);
    }
}
