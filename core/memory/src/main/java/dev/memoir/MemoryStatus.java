// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import org.jspecify.annotations.Nullable;

/**
 * The status of a whole memory, for operators: across all scopes, and without any stored text.
 *
 * @param stats the number of items it holds
 * @param indexLag the number of ledger changes that the index has not applied yet; their items may not be found
 * @param embedderId the id of its embedder's vector space
 * @param indexFailure why the index cannot be written or searched at present, or null if it can
 */
public record MemoryStatus(
        MemoryStats stats,
        long indexLag,
        String embedderId,
        @Nullable IndexFailure indexFailure) {}
