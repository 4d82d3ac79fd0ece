// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import dev.memoir.MemoryIndexException;
import dev.memoir.embed.Embedder;
import dev.memoir.embed.ValidatingEmbedder;
import dev.memoir.index.MemoryIndex;
import dev.memoir.vectorstore.MetadataKeys;
import dev.memoir.vectorstore.VectorStoreIndex;
import java.time.Duration;
import org.springframework.ai.vectorstore.VectorStore;

/**
 * Opens a Spring AI vector store as a memory's index. The store's embedding model must be the memory's; see
 * {@link MemoirEmbeddingModel}, with which nothing is embedded twice.
 *
 * <p>{@link VectorStoreIndex} documents what a store must support, and what an index without keyword search costs. The
 * store also holds the texts: it embeds them itself. Stores that require filtered metadata to be declared need
 * {@link MetadataKeys#FILTERED}; the application's own metadata is then filtered not by the store but by the memory,
 * from a wider pool.
 */
public final class VectorStoreMemoryIndex {

    /** The default name of an index. */
    public static final String DEFAULT_COLLECTION = VectorStoreIndex.DEFAULT_COLLECTION;

    private VectorStoreMemoryIndex() {}

    /**
     * Opens the index called {@value #DEFAULT_COLLECTION} of a store.
     *
     * @param store the store; not closed by the index
     * @param embedder the memory's embedder
     * @return the index
     * @throws MemoryIndexException if the store cannot be reached, or lacks what a memory needs
     */
    public static MemoryIndex open(VectorStore store, Embedder embedder) {
        return open(store, embedder, DEFAULT_COLLECTION);
    }

    /**
     * Opens an index of a store.
     *
     * @param store the store; not closed by the index
     * @param embedder the memory's embedder
     * @param collection the index's name; two memories in one store need different names
     * @return the index
     * @throws MemoryIndexException if the store cannot be reached, or lacks what a memory needs
     */
    public static MemoryIndex open(VectorStore store, Embedder embedder, String collection) {
        return open(store, embedder, collection, VectorStoreIndex.PATIENCE);
    }

    static MemoryIndex open(VectorStore store, Embedder embedder, String collection, Duration patience) {
        return VectorStoreIndex.open(
                new SpringVectorStoreAdapter(store, embedder),
                collection,
                new ValidatingEmbedder(embedder)::embed,
                patience);
    }
}
