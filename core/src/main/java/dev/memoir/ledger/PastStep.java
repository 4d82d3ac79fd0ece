package dev.memoir.ledger;

import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import org.jspecify.annotations.Nullable;

/**
 * A step of a memory's history, with what the memory was.
 *
 * @param event the step
 * @param before what the memory was before it, or null if it was new
 * @param after what it was after it
 * @param latest whether it is the memory's last step so far, but for steps that were taken back
 */
public record PastStep(MemoryEvent event, @Nullable Memory before, Memory after, boolean latest) {}
