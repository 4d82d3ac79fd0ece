// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index;

/** A change of the ledger that an index follows. */
public sealed interface IndexChange {

    /** {@return the changed turn or memory} */
    ItemRef ref();

    /** {@return the position in the ledger's change feed} */
    long sequence();

    /**
     * Adds a document, or replaces it if the index contains it.
     *
     * @param sequence the position in the change feed
     * @param document the document
     */
    record Put(long sequence, IndexDocument document) implements IndexChange {
        @Override
        public ItemRef ref() {
            return document.ref();
        }
    }

    /**
     * Removes a document, if the index contains it.
     *
     * @param sequence the position in the change feed
     * @param ref the turn or memory
     * @param destroyed whether no trace of it may remain in the index's files
     */
    record Remove(long sequence, ItemRef ref, boolean destroyed) implements IndexChange {}
}
