// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.Origin;
import dev.memoir.Role;
import dev.memoir.StoredTurn;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A turn.
 *
 * @param type {@code turn}
 * @param id the id
 * @param scope the scope it was written with
 * @param conversation the conversation
 * @param sequence its position in the conversation
 * @param role the role of the speaker
 * @param origin where the text came from
 * @param speaker the speaker's name
 * @param text the text
 * @param saidAt when it was said
 * @param zone the time zone in which it was said
 * @param recordedAt when it was added
 * @param extractedAt when facts were extracted from it; null while that is pending
 * @param metadata the application's metadata
 */
record TurnView(
        String type,
        String id,
        ScopeView scope,
        String conversation,
        long sequence,
        Role role,
        Origin origin,
        @Nullable String speaker,
        String text,
        Instant saidAt,
        @Nullable String zone,
        Instant recordedAt,
        @Nullable Instant extractedAt,
        Map<String, Object> metadata)
        implements ItemView {

    /** The type of all turns. */
    static final String TYPE = "turn";

    static TurnView of(StoredTurn turn) {
        ZoneId zone = turn.turn().zone();
        return new TurnView(
                TYPE,
                turn.id(),
                ScopeView.of(turn.scope()),
                turn.conversation(),
                turn.sequence(),
                turn.turn().role(),
                turn.turn().origin(),
                turn.turn().speaker(),
                turn.text(),
                turn.at(),
                zone == null ? null : zone.getId(),
                turn.recordedAt(),
                turn.extractedAt(),
                turn.metadata().asMap());
    }
}
