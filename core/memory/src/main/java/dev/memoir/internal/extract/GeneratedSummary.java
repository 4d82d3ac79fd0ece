// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.extract.Rejection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of summarising turns.
 *
 * @param text the accepted text, or null if there is nothing to summarise
 * @param rejected the parts that were rejected
 * @param tokens the number of tokens (cl100k) of prompt and reply, 0 if no model was called
 */
public record GeneratedSummary(@Nullable String text, List<Rejected> rejected, int tokens) {

    /** Copies the list. */
    public GeneratedSummary {
        rejected = List.copyOf(rejected);
    }

    /**
     * A part that was rejected.
     *
     * @param text the text of the part
     * @param why the reason
     */
    public record Rejected(String text, Rejection why) {}
}
