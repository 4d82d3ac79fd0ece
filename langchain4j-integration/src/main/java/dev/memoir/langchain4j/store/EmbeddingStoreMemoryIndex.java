package dev.memoir.langchain4j.store;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.memoir.MemoryIndexException;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.MemoryIndexFactory;
import dev.memoir.index.flat.VectorStoreIndex;
import java.time.Duration;

/**
 * Any LangChain4j embedding store as a memory's index:
 *
 * <pre>{@code
 * LongTermMemory memory = LongTermMemory.builder()
 *         .directory(directory)
 *         .index(EmbeddingStoreMemoryIndex.over(store))
 *         .open();
 * }</pre>
 *
 * <p>What is asked of a store, and what an index without words costs, is told at {@link VectorStoreIndex}. The store gets vectors,
 * ids and metadata, and no words. LangChain4j's store in memory does not last: its index is filled from the ledger at every
 * start, without embedding anything again.
 */
public final class EmbeddingStoreMemoryIndex {

    /** The name of an index where no other is given. */
    public static final String DEFAULT_COLLECTION = VectorStoreIndex.DEFAULT_COLLECTION;

    private EmbeddingStoreMemoryIndex() {}

    /**
     * {@return the index called {@value #DEFAULT_COLLECTION} of a store, for a memory's builder}
     *
     * @param store the store; not closed by the index
     */
    public static MemoryIndexFactory over(EmbeddingStore<TextSegment> store) {
        return over(store, DEFAULT_COLLECTION);
    }

    /**
     * {@return an index of a store, for a memory's builder}
     *
     * @param store the store; not closed by the index
     * @param collection the index's name; two memories in one store need two
     */
    public static MemoryIndexFactory over(EmbeddingStore<TextSegment> store, String collection) {
        return dimension -> open(store, dimension, collection);
    }

    /**
     * Opens an index of a store.
     *
     * @param store the store; not closed by the index
     * @param dimension of the vectors
     * @param collection the index's name; two memories in one store need two
     * @return the index
     * @throws MemoryIndexException if the store cannot be reached, or cannot do what a memory needs
     */
    public static MemoryIndex open(EmbeddingStore<TextSegment> store, int dimension, String collection) {
        return open(store, dimension, collection, VectorStoreIndex.PATIENCE);
    }

    static MemoryIndex open(EmbeddingStore<TextSegment> store, int dimension, String collection, Duration patience) {
        return VectorStoreIndex.open(new EmbeddingStoreAdapter(store), collection, dimension, patience);
    }
}
