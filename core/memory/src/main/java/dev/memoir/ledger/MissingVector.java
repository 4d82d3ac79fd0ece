// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

import dev.memoir.index.ItemRef;

/**
 * An item that has no vector of an embedder.
 *
 * @param ref the item
 * @param text the text to embed
 */
public record MissingVector(ItemRef ref, String text) {}
