package dev.memoir;

import org.jspecify.annotations.Nullable;

/**
 * How a whole memory is, for those who run it: all scopes together, and no text.
 *
 * @param stats how much it holds
 * @param indexLag changes of the ledger that the index has not followed yet; what they are about may not be found
 * @param embedderId the vector space of its embedder
 * @param indexFailure why the index cannot be written or searched now, or null if it can
 */
public record MemoryStatus(
        MemoryStats stats,
        long indexLag,
        String embedderId,
        @Nullable IndexFailure indexFailure) {}
