// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

import dev.memoir.Memory;
import dev.memoir.StoredTurn;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a conversation that is not yet summarised.
 *
 * @param conversation the conversation
 * @param mark its progress
 * @param summary the current summary, or null
 * @param turns the first unsummarised turns, in order
 * @param waiting the number of turns that are neither summarised nor parked
 * @param latest when the conversation's last turn was recorded, or null if it has none
 */
public record UnsummarizedTurns(
        Conversation conversation,
        SummaryProgress mark,
        @Nullable Memory summary,
        List<StoredTurn> turns,
        int waiting,
        @Nullable Instant latest) {

    /** Copies the turns. */
    public UnsummarizedTurns {
        turns = List.copyOf(turns);
    }

    /** {@return whether the conversation was marked as ended and has turns to summarise} */
    public boolean ended() {
        return !turns.isEmpty()
                && mark.endedThrough() >= turns.get(0).sequence()
                && mark.endedThrough() > mark.parkedThrough();
    }

    /**
     * {@return a copy with fewer turns}
     *
     * @param count the number of first turns to keep
     */
    public UnsummarizedTurns first(int count) {
        return new UnsummarizedTurns(conversation, mark, summary, turns.subList(0, count), waiting, latest);
    }
}
