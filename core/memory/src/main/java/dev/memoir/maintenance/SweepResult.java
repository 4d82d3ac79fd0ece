// SPDX-License-Identifier: Apache-2.0
package dev.memoir.maintenance;

import dev.memoir.ForgetResult;
import dev.memoir.RetentionRule;

/**
 * The result of applying a retention rule.
 *
 * @param rule the rule
 * @param result what the rule destroyed; in a dry run what it would destroy, evaluating each rule as if it were the
 *     only one
 */
public record SweepResult(RetentionRule rule, ForgetResult result) {}
