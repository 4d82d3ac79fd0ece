// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A turn in the ledger.
 *
 * @param id a UUID of version 7
 * @param scope the scope it was written with
 * @param conversation the conversation within that scope
 * @param sequence its position in the conversation, from 0, without gaps until something is forgotten
 * @param turn the turn; {@code turn.saidAt()} is set
 * @param at when it was said
 * @param recordedAt when it was added
 * @param extractedAt when facts were extracted from it; null while that is pending
 */
public record StoredTurn(
        String id,
        Scope scope,
        String conversation,
        long sequence,
        Turn turn,
        Instant at,
        Instant recordedAt,
        @Nullable Instant extractedAt)
        implements MemoryItem {

    @Override
    public String text() {
        return turn.text();
    }

    @Override
    public Metadata metadata() {
        return turn.metadata();
    }

    /** {@return the date and time at which it was said, in the turn's time zone; in UTC if it has none} */
    public LocalDateTime localTime() {
        ZoneId zone = turn.zone();
        return LocalDateTime.ofInstant(at, zone == null ? ZoneOffset.UTC : zone);
    }

    /**
     * {@return this turn with a time zone: its own, or else the given one}
     *
     * @param zone the zone to use if the turn has none
     */
    public StoredTurn withDefaultZone(ZoneId zone) {
        if (turn.zone() != null) {
            return this;
        }
        Turn zoned =
                new Turn(turn.role(), turn.origin(), turn.speaker(), turn.text(), turn.saidAt(), turn.metadata(), zone);
        return new StoredTurn(id, scope, conversation, sequence, zoned, at, recordedAt, extractedAt);
    }
}
