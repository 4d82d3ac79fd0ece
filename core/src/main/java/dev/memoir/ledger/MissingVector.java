package dev.memoir.ledger;

import dev.memoir.index.ItemRef;

/**
 * Something without a vector.
 *
 * @param ref which
 * @param text the text to embed
 */
public record MissingVector(ItemRef ref, String text) {}
