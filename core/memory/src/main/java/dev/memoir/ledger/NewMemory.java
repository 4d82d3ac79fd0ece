// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import org.jspecify.annotations.Nullable;

/**
 * A memory to record.
 *
 * @param memory the memory
 * @param added the first step of its history
 * @param vector its embedding, or null if there is none yet
 */
public record NewMemory(Memory memory, MemoryEvent added, float @Nullable [] vector) {}
