// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

import dev.memoir.Turn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A turn to record.
 *
 * @param id a new id
 * @param turn the turn
 * @param at when it was said
 * @param vector its embedding, or null if there is none yet
 */
public record NewTurn(String id, Turn turn, Instant at, float @Nullable [] vector) {}
