// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.util.List;

/**
 * The outcome of storing texts as memories. Everything in it is committed when the call returns.
 *
 * @param memories the stored memories, in order
 * @param replayed whether a request with this idempotency key was carried out before; then nothing was stored now, and
 *     this is what was stored then, less what was forgotten since
 */
public record StoreResult(List<Memory> memories, boolean replayed) {

    /** Copies the list. */
    public StoreResult {
        memories = List.copyOf(memories);
    }
}
