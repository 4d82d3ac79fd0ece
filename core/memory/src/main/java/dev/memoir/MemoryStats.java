// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

/**
 * The number of items that a scope, or a whole memory, holds.
 *
 * @param turns the number of turns
 * @param pendingTurns the number of turns that facts are still to be extracted from
 * @param parkedTurns the number of turns that no facts could be extracted from, until they are tried again
 * @param memories the number of current memories, including expired ones
 * @param pastMemories the number of memories that were retracted or superseded
 */
public record MemoryStats(long turns, long pendingTurns, long parkedTurns, long memories, long pastMemories) {}
