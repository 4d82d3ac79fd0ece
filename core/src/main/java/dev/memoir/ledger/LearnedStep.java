package dev.memoir.ledger;

import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.extract.Citation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One memory's step, to be taken with others or not at all.
 *
 * @param before the memory as it was when this was decided, or null if it is new
 * @param after the memory as it is to be
 * @param event the step of its history
 * @param sources the turns to add to those it comes from
 * @param vector the embedding of its text, or null if that did not change or there is none yet
 */
public record LearnedStep(
        @Nullable Memory before, Memory after, MemoryEvent event, List<Citation> sources, float @Nullable [] vector) {

    /** Copies the sources. */
    public LearnedStep {
        sources = List.copyOf(sources);
    }
}
