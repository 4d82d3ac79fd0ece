package dev.memoir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What drawing facts again changed, or would change.
 *
 * @param dryRun whether nothing was written
 * @param complete whether all turns were drawn from; if not, a ceiling was reached or others wrote at the same time, and
 *     another run goes on
 * @param turns how many turns were drawn from
 * @param tokens what it cost, in a dry run too
 * @param changes what changed, in order; what stays as it is is not among them
 */
public record ReextractionResult(boolean dryRun, boolean complete, int turns, long tokens, List<Change> changes) {

    /** Copies the list. */
    public ReextractionResult {
        changes = List.copyOf(changes);
    }

    /**
     * One step.
     *
     * @param event what happens, or why a proposal was turned away
     * @param before the memory as it was, null if it is new or nothing was written
     * @param after the memory as it is then, null if a proposal was turned away
     */
    public record Change(
            MemoryEvent event,
            @Nullable Memory before,
            @Nullable Memory after) {}
}
