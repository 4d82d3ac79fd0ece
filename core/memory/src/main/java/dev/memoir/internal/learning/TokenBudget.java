// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.learning;

import dev.memoir.Scope;
import dev.memoir.TokenUsage;
import dev.memoir.learning.LearningSettings;
import dev.memoir.ledger.LearningLedger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The daily budget of a scope for the tokens of all model calls in the background, whatever they are for. A day is one
 * in UTC. Thread-safe.
 */
final class TokenBudget {

    private final LearningLedger ledger;
    private final InstantSource clock;
    private final LearningSettings settings;

    TokenBudget(LearningLedger ledger, InstantSource clock, LearningSettings settings) {
        this.ledger = ledger;
        this.clock = clock;
        this.settings = settings;
    }

    /** {@return whether the budget of a scope is used up today} The call that exceeds it is completed. */
    boolean usedUp(Scope scope) {
        return ledger.spent(scope, clock.instant()) >= settings.dailyTokens();
    }

    /** {@return the time until the next day} */
    Duration untilTomorrow() {
        Instant now = clock.instant();
        return Duration.between(
                now, today(now).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** {@return the token usage of a scope today} */
    TokenUsage usage(Scope scope) {
        Instant now = clock.instant();
        return new TokenUsage(today(now), ledger.spent(scope, now), settings.dailyTokens());
    }

    private static LocalDate today(Instant now) {
        return now.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
