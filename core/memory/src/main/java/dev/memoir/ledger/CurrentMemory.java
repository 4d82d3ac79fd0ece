// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

import dev.memoir.Memory;

/**
 * A memory that is currently valid, with its support.
 *
 * @param memory the memory
 * @param sources the number of turns that state it
 */
public record CurrentMemory(Memory memory, int sources) {}
