package dev.memoir.ledger;

import dev.memoir.Memory;

/**
 * A memory that holds.
 *
 * @param memory the memory
 * @param sources how many turns told it
 */
public record CurrentMemory(Memory memory, int sources) {}
