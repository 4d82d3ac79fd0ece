// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import org.jspecify.annotations.Nullable;

/**
 * A step of a memory's history with the memory's states before and after it.
 *
 * @param event the step
 * @param before the memory before the step, or null if it was new
 * @param after the memory after the step
 * @param latest whether it is the memory's latest step, not counting reverted ones
 */
public record PastStep(MemoryEvent event, @Nullable Memory before, Memory after, boolean latest) {}
