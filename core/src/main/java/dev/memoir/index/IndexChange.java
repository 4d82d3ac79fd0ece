package dev.memoir.index;

/** A step of the ledger that an index follows. */
public sealed interface IndexChange {

    /** {@return what changed} */
    ItemRef ref();

    /** {@return its place in the ledger's change feed} */
    long sequence();

    /**
     * The document is to be as given, whether the index holds it already or not.
     *
     * @param sequence its place in the change feed
     * @param document the document
     */
    record Put(long sequence, IndexDocument document) implements IndexChange {
        @Override
        public ItemRef ref() {
            return document.ref();
        }
    }

    /**
     * The document is not to be found any more, whether the index holds it or not.
     *
     * @param sequence its place in the change feed
     * @param ref which
     * @param destroyed whether no trace of it may stay in the index's files
     */
    record Remove(long sequence, ItemRef ref, boolean destroyed) implements IndexChange {}
}
