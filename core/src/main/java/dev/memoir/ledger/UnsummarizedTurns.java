package dev.memoir.ledger;

import dev.memoir.Memory;
import dev.memoir.RecordedTurn;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a conversation that is not summarised yet.
 *
 * @param conversation which
 * @param mark how far it is summarised
 * @param summary the summary that stands, or null
 * @param turns the first ones that are not in it, in order
 * @param waiting how many turns are neither in it nor given up
 * @param latest when the conversation's last turn was recorded, or null if it has none
 */
public record UnsummarizedTurns(
        Conversation conversation,
        SummaryProgress mark,
        @Nullable Memory summary,
        List<RecordedTurn> turns,
        int waiting,
        @Nullable Instant latest) {

    /** Copies the turns. */
    public UnsummarizedTurns {
        turns = List.copyOf(turns);
    }

    /** {@return whether somebody said that the conversation has ended, and turns of it wait} */
    public boolean ended() {
        return !turns.isEmpty()
                && mark.endedThrough() >= turns.get(0).sequence()
                && mark.endedThrough() > mark.parkedThrough();
    }

    /**
     * {@return this, with fewer turns}
     *
     * @param count how many of the first to keep
     */
    public UnsummarizedTurns first(int count) {
        return new UnsummarizedTurns(conversation, mark, summary, turns.subList(0, count), waiting, latest);
    }
}
