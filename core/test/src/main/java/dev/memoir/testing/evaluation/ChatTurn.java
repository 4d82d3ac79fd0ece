// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import dev.memoir.Turn;
import java.time.Instant;

/**
 * A turn of a conversation with the id that evidence refers to.
 *
 * @param id the id, unique within the chat
 * @param turn the turn
 */
public record ChatTurn(String id, Turn turn) {

    /** {@return the time at which it was said; the epoch if the turn has none} */
    Instant at() {
        Instant saidAt = turn.saidAt();
        return saidAt == null ? Instant.EPOCH : saidAt;
    }
}
