package dev.memoir.resolve;

import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.extract.Citation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One memory's step: what it was, and what it becomes.
 *
 * @param before the memory as it was known, or null if it is new
 * @param after the memory as it is to be
 * @param type what happens to it
 * @param sources the turns to add to those it comes from
 * @param newText for the history: the words after, or of the memory that takes its place; null for a retraction
 * @param why the reason, for the history
 */
public record Revision(
        @Nullable Memory before,
        Memory after,
        MemoryEvent.Type type,
        List<Citation> sources,
        @Nullable String newText,
        String why) {

    /** Copies the sources. */
    public Revision {
        sources = List.copyOf(sources);
    }
}
