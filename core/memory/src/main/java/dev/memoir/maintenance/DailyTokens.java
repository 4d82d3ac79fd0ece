// SPDX-License-Identifier: Apache-2.0
package dev.memoir.maintenance;

import java.time.LocalDate;

/**
 * The tokens that learning used on a day, across all scopes.
 *
 * @param day the day, in UTC
 * @param tokens the tokens of prompts and replies
 */
public record DailyTokens(LocalDate day, long tokens) {}
