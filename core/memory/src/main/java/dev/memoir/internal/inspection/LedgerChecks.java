// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.inspection;

import dev.memoir.MemoryStats;
import dev.memoir.inspection.CheckResult;
import dev.memoir.inspection.IndexState;
import dev.memoir.inspection.LedgerState;
import dev.memoir.learning.LearningSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Judges what a ledger holds.
 *
 * @param ledger the state of the ledger
 * @param now the current time
 * @param closed whether it is certain that no application has the memory open, so that nothing can be extracted
 * @param dailyTokens the daily token budget of a scope
 */
record LedgerChecks(LedgerState ledger, Instant now, boolean closed, long dailyTokens) {

    /** Turns wait up to a day when the token budget of their scope is used up. */
    private static final Duration LONG_WAIT = Duration.ofDays(1);

    /** The share of the budget from which on a warning is due, in percent: the rest may be gone within the hour. */
    private static final int NEARLY_ALL = 90;

    void addTo(List<CheckResult> results) {
        results.add(forgotten());
        results.add(parked());
        results.add(pending());
        results.add(tokens());
    }

    private CheckResult forgotten() {
        return ledger.unscrubbed()
                ? CheckResult.warning(
                        "forgotten",
                        "A forget was interrupted: bytes of forgotten items may remain in the files of the ledger.",
                        "Open the memory, which completes it, with as much free disk space as the ledger occupies; or"
                                + " forget again.")
                : CheckResult.ok("forgotten", "Every forget was completed.");
    }

    private CheckResult parked() {
        long parked = ledger.stats().parkedTurns();
        Instant oldest = ledger.oldestParked();
        if (parked == 0 || oldest == null) {
            return CheckResult.ok("parked", "No turn is parked.").with("turns", 0);
        }
        return CheckResult.warning(
                        "parked",
                        "No facts could be extracted from " + ReadableAmount.count(parked, "turn")
                                + ", which are parked, the oldest for " + ReadableAmount.age(oldest, now)
                                + ". They are searchable.",
                        "Read the reasons with maintenance().parkedTurns(…), fix the cause (often a rejected prompt, or"
                                + " a reply that is too long), and try them again with learning().retryParked(…).")
                .with("turns", parked)
                .with("ageSeconds", ReadableAmount.ageSeconds(oldest, now));
    }

    private CheckResult pending() {
        long pending = ledger.stats().pendingTurns();
        Instant oldest = ledger.oldestPending();
        if (pending == 0 || oldest == null) {
            return CheckResult.ok("pending", "No turn awaits extraction.").with("turns", 0);
        }
        String message = ReadableAmount.count(pending, "turn") + (pending == 1 ? " awaits" : " await")
                + " extraction, the oldest for " + ReadableAmount.age(oldest, now);
        CheckResult result;
        if (!ledger.extracting()) {
            result = CheckResult.ok(
                    "pending", message + ". No turn was ever extracted, as in a memory without a language model.");
        } else if (closed) {
            result = CheckResult.ok("pending", message + ". An application extracts them when it opens the memory.");
        } else if (Duration.between(oldest, now).compareTo(LONG_WAIT) > 0) {
            result = CheckResult.warning(
                    "pending",
                    message + ".",
                    "Check the log of the application for failures of the language model, and whether the daily token"
                            + " budget is too small.");
        } else {
            result = CheckResult.ok("pending", message + ".");
        }
        return result.with("turns", pending).with("ageSeconds", ReadableAmount.ageSeconds(oldest, now));
    }

    private CheckResult tokens() {
        String message = String.format(Locale.ROOT, "Learning used %,d tokens today (UTC).", ledger.tokensToday());
        CheckResult result;
        if (dailyTokens == LearningSettings.UNLIMITED) {
            result = CheckResult.ok("tokens", message);
        } else {
            String used = String.format(
                    Locale.ROOT,
                    "%s The scope that used the most used %,d of its %,d.",
                    message,
                    ledger.mostTokensToday(),
                    dailyTokens);
            result = ledger.mostTokensToday() * 100.0 / dailyTokens >= NEARLY_ALL
                    ? CheckResult.warning(
                            "tokens",
                            used,
                            "Once its budget is used up, its turns wait for the next day in UTC. If that happens often,"
                                    + " raise LearningSettings.dailyTokens.")
                    : CheckResult.ok("tokens", used);
            result = result.with("budget", dailyTokens);
        }
        return result.with("tokens", ledger.tokensToday()).with("mostOfAScope", ledger.mostTokensToday());
    }

    static CheckResult size(LedgerState ledger, @Nullable IndexState index) {
        MemoryStats stats = ledger.stats();
        CheckResult result = CheckResult.ok(
                        "size",
                        ReadableAmount.count(stats.turns(), "turn") + " and "
                                + ReadableAmount.count(stats.memories(), "memory") + " (besides "
                                + ReadableAmount.count(stats.pastMemories(), "past one") + ") in "
                                + ReadableAmount.count(ledger.scopes(), "scope") + "; ledger "
                                + ReadableAmount.bytes(ledger.bytes())
                                + (index == null ? "" : ", index " + ReadableAmount.bytes(index.bytes())) + ".")
                .with("turns", stats.turns())
                .with("memories", stats.memories())
                .with("pastMemories", stats.pastMemories())
                .with("scopes", ledger.scopes())
                .with("ledgerBytes", ledger.bytes());
        return index == null ? result : result.with("indexBytes", index.bytes());
    }
}
