package dev.memoir;

/**
 * How much a scope, or a whole memory, holds.
 *
 * @param turns turns
 * @param pendingTurns turns that facts are still to be drawn from
 * @param parkedTurns turns that no facts could be drawn from, until they are replayed
 * @param memories memories that stand (expired ones too)
 * @param past memories that were retracted or superseded
 */
public record MemoryStats(long turns, long pendingTurns, long parkedTurns, long memories, long past) {}
