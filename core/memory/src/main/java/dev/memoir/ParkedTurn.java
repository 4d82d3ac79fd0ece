package dev.memoir;

import java.time.Instant;

/**
 * A turn that no facts could be drawn from. It is searchable like any other.
 *
 * @param turn the turn
 * @param because what failed last
 * @param parkedAt since when nothing is tried any more
 */
public record ParkedTurn(StoredTurn turn, String because, Instant parkedAt) {}
