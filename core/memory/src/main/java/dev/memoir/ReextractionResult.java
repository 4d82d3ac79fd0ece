// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The changes that extracting facts again made, or would make.
 *
 * @param dryRun whether nothing was written
 * @param complete whether all turns were processed; if not, the token ceiling was reached or others wrote at the same
 *     time, and another run continues
 * @param turns the number of turns that were processed
 * @param tokens the tokens used, in a dry run too
 * @param changes the changes, in order, without what stays as it is
 */
public record ReextractionResult(boolean dryRun, boolean complete, int turns, long tokens, List<Change> changes) {

    /** Copies the list. */
    public ReextractionResult {
        changes = List.copyOf(changes);
    }

    /**
     * One change.
     *
     * @param event what happens, or why a proposal was rejected
     * @param before the memory before the change, null if it is new or nothing was written
     * @param after the memory after the change, null if a proposal was rejected
     */
    public record Change(
            MemoryEvent event,
            @Nullable Memory before,
            @Nullable Memory after) {}
}
