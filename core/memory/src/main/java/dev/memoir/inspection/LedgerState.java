// SPDX-License-Identifier: Apache-2.0
package dev.memoir.inspection;

import dev.memoir.MemoryStats;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a readable ledger holds, as one snapshot.
 *
 * @param id the id of the ledger; empty if no memory has been opened on its tables yet
 * @param lastChange the sequence of the last change in its feed
 * @param stats the number of its items
 * @param scopes the number of distinct scopes that turns or memories were written with
 * @param unscrubbed whether bytes of forgotten items may remain, because a forget was interrupted
 * @param extracting whether facts were ever extracted from a turn; false for a memory without a language model
 * @param oldestPending the time at which the oldest turn that awaits extraction was recorded, or null if there is none
 * @param oldestParked the time at which the longest parked turn was parked, or null if there is none
 * @param tokensToday the tokens that learning used today in UTC, in all scopes
 * @param mostTokensToday the tokens of the scope that used the most today
 * @param vectors the stored vectors of each embedder
 * @param bytes the space on disk
 */
public record LedgerState(
        String id,
        long lastChange,
        MemoryStats stats,
        long scopes,
        boolean unscrubbed,
        boolean extracting,
        @Nullable Instant oldestPending,
        @Nullable Instant oldestParked,
        long tokensToday,
        long mostTokensToday,
        List<StoredVectors> vectors,
        long bytes) {

    /** Copies the vectors. */
    public LedgerState {
        vectors = List.copyOf(vectors);
    }
}
