// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.resolve;

import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.extract.Citation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of one memory: its state before and after.
 *
 * @param before the memory before the change, or null if it is new
 * @param after the memory after the change
 * @param type the type of the change
 * @param sources the citations to add to the sources of the memory
 * @param newText for the history: the new text, or that of the memory that supersedes this one; null for a retraction
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
