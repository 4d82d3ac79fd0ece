package dev.memoir;

/**
 * How much a scope, or a whole memory, holds.
 *
 * @param turns turns
 * @param pendingTurns turns that facts are still to be drawn from
 * @param memories memories that stand (expired ones too)
 * @param retracted memories that were deleted
 */
public record MemoryStats(long turns, long pendingTurns, long memories, long retracted) {}
