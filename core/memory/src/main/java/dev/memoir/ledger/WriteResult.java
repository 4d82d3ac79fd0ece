// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

import dev.memoir.Memory;
import dev.memoir.StoredTurn;
import java.util.List;

/**
 * What a batch has written, or what its request wrote when it was carried out before.
 *
 * @param turns the recorded turns, in order
 * @param memories the recorded memories, in order
 * @param replayed whether the batch's request was carried out before; then nothing was written now, and this is what
 *     was written then, less what was forgotten since
 */
public record WriteResult(List<StoredTurn> turns, List<Memory> memories, boolean replayed) {

    /** Copies the lists. */
    public WriteResult {
        turns = List.copyOf(turns);
        memories = List.copyOf(memories);
    }
}
