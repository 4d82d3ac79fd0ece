// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

import dev.memoir.Scope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The turns and memories that one transaction records.
 *
 * @param scope the scope to write to
 * @param conversation the name of the turns' conversation
 * @param turns the turns in order; their sequence continues the conversation's
 * @param memories the memories in order
 * @param embedderId the vector space of the vectors
 * @param recordedAt the current time
 * @param request the key of the request, or null
 * @param instructions instructions for the extraction of these turns, or null
 */
public record WriteBatch(
        Scope scope,
        String conversation,
        List<NewTurn> turns,
        List<NewMemory> memories,
        String embedderId,
        Instant recordedAt,
        @Nullable RequestKey request,
        @Nullable String instructions) {

    /** Copies the lists. */
    public WriteBatch {
        turns = List.copyOf(turns);
        memories = List.copyOf(memories);
    }
}
