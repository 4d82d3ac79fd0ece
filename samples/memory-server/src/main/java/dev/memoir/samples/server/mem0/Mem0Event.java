// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.Scope;
import dev.memoir.samples.server.key.Tenant;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a client may ask the progress of. It keeps ids and no content.
 *
 * @param id the id
 * @param tenant the tenant
 * @param type what was asked for
 * @param status how far it is
 * @param scope the scope that was written in; null if it was several
 * @param turns the ids of the added turns; of profiles, those of the users
 * @param memories the ids of the memories stored verbatim
 * @param createdAt when it was asked for
 * @param finishedAt when it was done or failed; null before
 */
record Mem0Event(
        String id,
        Tenant tenant,
        Type type,
        Status status,
        @Nullable Scope scope,
        List<String> turns,
        List<String> memories,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /** What was asked for. The names are stored, and answered. */
    enum Type {
        /** Turns or memories were added. */
        ADD,
        /** Everything that ids stand for was deleted. */
        DELETE,
        /** The profile of a user was asked for. */
        PROFILE,
        /** The profiles of some users were asked for. */
        PROFILE_SAMPLE
    }

    /** How far it is. The names are stored, and answered. */
    enum Status {
        /** Nothing has been extracted yet. */
        PENDING,
        /** Facts were extracted from a part of the turns. */
        RUNNING,
        /** It is done. */
        SUCCEEDED,
        /** Facts could not be extracted from at least one turn. */
        FAILED;

        /** {@return whether it does not change any more} */
        boolean isFinal() {
            return this == SUCCEEDED || this == FAILED;
        }
    }

    Mem0Event {
        turns = List.copyOf(turns);
        memories = List.copyOf(memories);
    }

    Mem0Event with(Status status, @Nullable Instant finishedAt) {
        return new Mem0Event(id, tenant, type, status, scope, turns, memories, createdAt, finishedAt);
    }
}
