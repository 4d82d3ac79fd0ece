// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import java.time.Instant;

/**
 * A turn as a report shows it.
 *
 * @param id the id within its chat
 * @param speaker the name of the speaker, or the role in lower case
 * @param at the time at which it was said
 * @param text the text
 */
public record SaidTurn(String id, String speaker, Instant at, String text) {}
