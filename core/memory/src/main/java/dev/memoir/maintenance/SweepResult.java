package dev.memoir.maintenance;

import dev.memoir.ForgetReceipt;
import dev.memoir.RetentionRule;

/**
 * What a retention rule took, or would take.
 *
 * @param rule the rule
 * @param receipt what it destroyed; of a dry run what it would, of each rule as if it were the only one
 */
public record SweepResult(RetentionRule rule, ForgetReceipt receipt) {}
