// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import java.time.Instant;
import java.util.List;

/**
 * A session of a chat: one conversation of the memory.
 *
 * @param name the name, unique within the chat
 * @param at the time at which the session counts as held, such as that of its last turn
 * @param turns the turns in order
 */
public record ChatSession(String name, Instant at, List<ChatTurn> turns) {

    /** Copies the turns. */
    public ChatSession {
        turns = List.copyOf(turns);
    }
}
