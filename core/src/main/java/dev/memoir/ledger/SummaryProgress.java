package dev.memoir.ledger;

import org.jspecify.annotations.Nullable;

/**
 * How far a conversation is summarised. Places are those of turns; -1 stands before the first.
 *
 * @param memoryId its latest summary, standing or not, or null while there is none
 * @param through the place of the last turn in it
 * @param endedThrough up to where the conversation was said to have ended
 * @param attempts how often the next summary was tried in vain
 * @param parkedThrough up to where it was given up
 */
public record SummaryProgress(
        @Nullable String memoryId, long through, long endedThrough, int attempts, long parkedThrough) {

    /** Nothing is summarised. */
    public static final SummaryProgress NONE = new SummaryProgress(null, -1, -1, 0, -1);
}
