// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.util.List;

/**
 * The outcome of an add. Everything in it is committed when the add returns.
 *
 * @param turns the stored turns, in order
 * @param learned the current memories that come from the turns, if the add waited for them
 * @param extracted whether facts were extracted from the turns before the add returned; if not, they are extracted
 *     later
 * @param replayed whether a request with this idempotency key was carried out before; then nothing was stored now, and
 *     this is what was stored then, less what was forgotten since
 */
public record AddResult(List<StoredTurn> turns, List<Memory> learned, boolean extracted, boolean replayed) {

    /** Copies the lists. */
    public AddResult {
        turns = List.copyOf(turns);
        learned = List.copyOf(learned);
    }
}
