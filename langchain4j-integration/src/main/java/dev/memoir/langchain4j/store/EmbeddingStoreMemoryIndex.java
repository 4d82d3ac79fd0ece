// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j.store;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.memoir.MemoryIndexException;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.MemoryIndexFactory;
import dev.memoir.vectorstore.VectorStoreIndex;
import java.time.Duration;

/**
 * Uses any LangChain4j embedding store as the index of a memory:
 *
 * <pre>{@code
 * LongTermMemory memory = LongTermMemory.builder()
 *         .directory(directory)
 *         .index(EmbeddingStoreMemoryIndex.over(store))
 *         .open();
 * }</pre>
 *
 * <p>{@link VectorStoreIndex} documents the requirements on a store, and the cost of an index without keywords. The
 * store receives vectors, ids and metadata, but no text. LangChain4j's in-memory store is not persistent: its index is
 * rebuilt from the ledger at every start, without calling the embedder.
 */
public final class EmbeddingStoreMemoryIndex {

    /** The default name of an index. */
    public static final String DEFAULT_COLLECTION = VectorStoreIndex.DEFAULT_COLLECTION;

    private EmbeddingStoreMemoryIndex() {}

    /**
     * {@return a factory for the index {@value #DEFAULT_COLLECTION} in a store}
     *
     * @param store the store, which the index does not close
     */
    public static MemoryIndexFactory factory(EmbeddingStore<TextSegment> store) {
        return factory(store, DEFAULT_COLLECTION);
    }

    /**
     * {@return a factory for a named index in a store}
     *
     * @param store the store, which the index does not close
     * @param collection the name of the index, unique per memory within a store
     */
    public static MemoryIndexFactory factory(EmbeddingStore<TextSegment> store, String collection) {
        return dimension -> open(store, dimension, collection);
    }

    /**
     * Opens an index in a store.
     *
     * @param store the store, which the index does not close
     * @param dimension the dimension of the vectors
     * @param collection the name of the index, unique per memory within a store
     * @return the index
     * @throws MemoryIndexException if the store cannot be reached, or lacks a required capability
     */
    public static MemoryIndex open(EmbeddingStore<TextSegment> store, int dimension, String collection) {
        return open(store, dimension, collection, VectorStoreIndex.PATIENCE);
    }

    static MemoryIndex open(EmbeddingStore<TextSegment> store, int dimension, String collection, Duration patience) {
        return VectorStoreIndex.open(new EmbeddingStoreAdapter(store), collection, dimension, patience);
    }
}
