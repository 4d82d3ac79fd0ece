package dev.memoir.ledger;

import dev.memoir.Turn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A turn to be recorded.
 *
 * @param id a new id
 * @param turn what was said
 * @param at when
 * @param vector its embedding, or null if there is none yet
 */
public record NewTurn(String id, Turn turn, Instant at, float @Nullable [] vector) {}
