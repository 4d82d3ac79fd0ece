// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

import dev.memoir.StoredTurn;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pending turns of a conversation that are extracted together.
 *
 * @param conversation the conversation of the turns
 * @param turns the oldest pending ones, in order, at least one
 * @param instructions the instructions for their extraction, or null; the same for all
 * @param attempts the number of failed attempts
 */
public record PendingBatch(
        Conversation conversation,
        List<StoredTurn> turns,
        @Nullable String instructions,
        int attempts) {

    /** Copies the turns. */
    public PendingBatch {
        turns = List.copyOf(turns);
    }

    /**
     * {@return the first turns of this batch}
     *
     * @param count the number of turns, from 1 to all
     */
    public PendingBatch first(int count) {
        return new PendingBatch(conversation, turns.subList(0, count), instructions, attempts);
    }

    /**
     * {@return this batch with a time zone for each turn: its own, or else the given one}
     *
     * @param zone the zone of turns that have none
     */
    public PendingBatch withDefaultZone(ZoneId zone) {
        return new PendingBatch(
                conversation,
                turns.stream().map(turn -> turn.withDefaultZone(zone)).toList(),
                instructions,
                attempts);
    }

    /**
     * {@return this batch without its first turns}
     *
     * @param count the number of turns to leave out, less than all
     */
    public PendingBatch after(int count) {
        return new PendingBatch(conversation, turns.subList(count, turns.size()), instructions, attempts);
    }
}
