// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.extract.Citation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change to one memory, applied atomically with the other changes of its batch.
 *
 * @param before the memory as it was when the change was decided, or null if it is new
 * @param after the memory after the change
 * @param event the step of its history
 * @param sources the citations to add to its sources
 * @param vector the embedding of its text, or null if the text is unchanged or not yet embedded
 */
public record LearnedStep(
        @Nullable Memory before, Memory after, MemoryEvent event, List<Citation> sources, float @Nullable [] vector) {

    /** Copies the sources. */
    public LearnedStep {
        sources = List.copyOf(sources);
    }
}
