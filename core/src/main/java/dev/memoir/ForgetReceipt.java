package dev.memoir;

/**
 * What a forget destroyed. When it is returned, none of it is left in the ledger, its write-ahead log or the index.
 *
 * @param turns how many turns
 * @param memories how many memories, with their history
 * @param events how many steps of history
 * @param vectors how many embeddings
 */
public record ForgetReceipt(long turns, long memories, long events, long vectors) {}
