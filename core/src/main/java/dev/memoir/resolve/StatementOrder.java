package dev.memoir.resolve;

import dev.memoir.RecordedTurn;
import java.time.Instant;
import java.util.Comparator;

/**
 * The position of a turn in the order in which things were said: by the time it was said; of the same time, as in one session
 * that has one time, by when it was recorded and by its place in its conversation.
 *
 * @param at when the turn was said
 * @param recordedAt when it was recorded
 * @param conversation the name of its conversation
 * @param sequence its place in that conversation
 * @param turnId its id, which orders what nothing else does
 */
public record StatementOrder(Instant at, Instant recordedAt, String conversation, long sequence, String turnId)
        implements Comparable<StatementOrder> {

    private static final Comparator<StatementOrder> ORDER = Comparator.comparing(StatementOrder::at)
            .thenComparing(StatementOrder::recordedAt)
            .thenComparing(StatementOrder::conversation)
            .thenComparingLong(StatementOrder::sequence)
            .thenComparing(StatementOrder::turnId);

    /**
     * {@return the position of a turn}
     *
     * @param turn the turn
     */
    public static StatementOrder of(RecordedTurn turn) {
        return new StatementOrder(turn.at(), turn.recordedAt(), turn.conversation(), turn.sequence(), turn.id());
    }

    /** {@return a position before every turn that was said at this time} */
    static StatementOrder before(Instant at) {
        return new StatementOrder(at, Instant.MIN, "", -1, "");
    }

    /** {@return a position after every turn that was said at this time} */
    static StatementOrder after(Instant at) {
        return new StatementOrder(at, Instant.MAX, "", -1, "");
    }

    boolean isAfter(StatementOrder other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(StatementOrder other) {
        return ORDER.compare(this, other);
    }
}
