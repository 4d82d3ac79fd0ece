package dev.memoir;

/**
 * How a whole memory is, for those who run it: all scopes together, and no text.
 *
 * @param stats how much it holds
 * @param indexLag changes of the ledger that the index has not followed yet; what they are about may not be found
 * @param embedderId the vector space of its embedder
 */
public record MemoryStatus(MemoryStats stats, long indexLag, String embedderId) {}
