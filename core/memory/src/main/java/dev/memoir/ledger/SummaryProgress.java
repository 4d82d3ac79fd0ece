// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

import org.jspecify.annotations.Nullable;

/**
 * The progress of a conversation's summary. Positions are those of turns; -1 is before the first.
 *
 * @param memoryId the id of its latest summary, current or not, or null if there is none yet
 * @param through the position of the last summarised turn
 * @param endedThrough the position up to which the conversation was marked as ended
 * @param attempts the number of failed attempts at the next summary
 * @param parkedThrough the position up to which the summary is parked
 */
public record SummaryProgress(
        @Nullable String memoryId, long through, long endedThrough, int attempts, long parkedThrough) {

    /** The progress of a conversation without a summary. */
    public static final SummaryProgress NONE = new SummaryProgress(null, -1, -1, 0, -1);
}
