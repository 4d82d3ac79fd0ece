// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

/**
 * A turn that a memory comes from.
 *
 * @param turn the turn
 * @param quote the part of it that states the memory; empty if the memory comes from all of it
 */
public record MemorySource(StoredTurn turn, String quote) {}
