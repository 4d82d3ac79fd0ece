// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

import dev.memoir.StoredTurn;
import java.time.Instant;
import java.util.Comparator;

/**
 * The position of a turn in the order in which things were said. Turns are ordered by the time they were said; turns of
 * the same time, as in a session with a single time, by when they were recorded and by their position in the
 * conversation.
 *
 * @param at when the turn was said
 * @param recordedAt when the turn was recorded
 * @param conversation the name of the conversation
 * @param sequence the position in that conversation
 * @param turnId the id of the turn, as a last criterion
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
    public static StatementOrder of(StoredTurn turn) {
        return new StatementOrder(turn.at(), turn.recordedAt(), turn.conversation(), turn.sequence(), turn.id());
    }

    /**
     * {@return a position before every turn that was said at a time}
     *
     * @param at the time
     */
    public static StatementOrder before(Instant at) {
        return new StatementOrder(at, Instant.MIN, "", -1, "");
    }

    /**
     * {@return a position after every turn that was said at a time}
     *
     * @param at the time
     */
    public static StatementOrder after(Instant at) {
        return new StatementOrder(at, Instant.MAX, "", -1, "");
    }

    /**
     * {@return whether this turn was said later than another}
     *
     * @param other the position of the other turn
     */
    public boolean isAfter(StatementOrder other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(StatementOrder other) {
        return ORDER.compare(this, other);
    }
}
