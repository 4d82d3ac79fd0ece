package dev.memoir.ingest;

import dev.memoir.RecordedTurn;
import dev.memoir.ledger.PendingBatch;
import dev.memoir.recall.TokenCounter;
import java.util.List;

/**
 * As much of what is pending as one call takes.
 *
 * @param batch the turns, at least one
 * @param full whether the tokens of one call are used up
 */
record PromptBatch(PendingBatch batch, boolean full) {

    /** A turn's beginning tells how much it has: no text of any length is counted to its end for nothing. */
    private static final int CHARACTERS_PER_TOKEN = 8;

    /**
     * {@return the beginning of what is pending}
     *
     * @param pending the turns
     * @param excerpts what is read of these turns, one for each
     * @param tokens the most tokens of turns; a turn that alone has more is taken alone
     */
    static PromptBatch of(PendingBatch pending, List<RecordedTurn> excerpts, int tokens) {
        int left = tokens;
        for (int taken = 0; taken < excerpts.size(); taken++) {
            left -= TokenCounter.count(beginning(excerpts.get(taken).text(), tokens));
            if (left <= 0) {
                int fitting = left < 0 ? Math.max(1, taken) : taken + 1;
                return new PromptBatch(pending.first(fitting), true);
            }
        }
        return new PromptBatch(pending, false);
    }

    private static String beginning(String text, int tokens) {
        long most = (long) tokens * CHARACTERS_PER_TOKEN;
        return text.length() <= most ? text : text.substring(0, (int) most);
    }
}
