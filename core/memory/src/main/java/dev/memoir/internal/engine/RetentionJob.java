// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.ForgetResult;
import dev.memoir.RetentionPolicy;
import dev.memoir.RetentionRule;
import dev.memoir.ledger.Ledger;
import dev.memoir.maintenance.SweepResult;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies retention rules, on request and periodically. Thread-safe. */
final class RetentionJob {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionJob.class);

    private static final String TASK = "retention";

    private final Ledger ledger;
    private final ForgetService forgetting;
    private final InstantSource clock;

    RetentionJob(Ledger ledger, ForgetService forgetting, InstantSource clock) {
        this.ledger = ledger;
        this.forgetting = forgetting;
        this.clock = clock;
    }

    /** Starts the periodic application; of all processes that share the ledger, one at a time runs it. */
    Ledger.Resource start(RetentionPolicy policy) {
        return ledger.recurring(
                TASK,
                policy.interval(),
                () -> apply(policy.rules(), false)
                        .forEach(swept -> LOG.info(
                                "Retention has forgotten {} turns and {} memories by a rule for {} {} {} ago.",
                                swept.result().turns(),
                                swept.result().memories(),
                                swept.rule().type(),
                                swept.rule().since(),
                                swept.rule().after())));
    }

    /**
     * Applies rules in order, so that each sees what those before it have left. A dry run counts each rule by itself.
     */
    List<SweepResult> apply(List<RetentionRule> rules, boolean dryRun) {
        Instant now = clock.instant();
        return rules.stream()
                .map(rule -> new SweepResult(rule, dryRun ? ledger.items().previewSweep(rule, now) : sweep(rule, now)))
                .toList();
    }

    private ForgetResult sweep(RetentionRule rule, Instant now) {
        return forgetting.forget(() -> ledger.items().sweep(rule, now));
    }
}
