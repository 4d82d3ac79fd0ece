// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.learning;

import dev.memoir.StoredTurn;
import dev.memoir.ledger.PendingBatch;
import dev.memoir.prompt.TokenCounter;
import java.util.List;

/**
 * The pending turns that fit into one call.
 *
 * @param batch the turns, at least one
 * @param full whether the token budget of one call is used up
 */
record PromptBatch(PendingBatch batch, boolean full) {

    /** Bounds the text that is counted: the beginning of a long turn shows that it exceeds the budget. */
    private static final int CHARACTERS_PER_TOKEN = 8;

    /**
     * {@return the first pending turns that fit into one call}
     *
     * @param pending the pending turns
     * @param excerpts the excerpts of these turns that the extractor reads, one for each
     * @param tokens the maximum number of tokens of turns; a longer turn is taken alone
     */
    static PromptBatch of(PendingBatch pending, List<StoredTurn> excerpts, int tokens) {
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
