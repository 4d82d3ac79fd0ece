// SPDX-License-Identifier: Apache-2.0
package dev.memoir.vectorstore;

import dev.memoir.MemoryIndexException;
import java.util.List;

/**
 * Adapts a vector store of another library or server to a {@link VectorStoreIndex}. Implementations are thread-safe;
 * every failure is a {@link MemoryIndexException} that names the store and quotes no stored content.
 */
public interface VectorStoreAdapter extends AutoCloseable {

    /** {@return the store's name in messages, such as "The vector store chroma"} */
    String name();

    /**
     * Adds documents that have a vector. A document with an existing id should be replaced; if the store cannot do
     * that, the index detects it and removes the document first.
     *
     * @param documents the documents, in any number
     */
    void add(List<VectorStoreDocument> documents);

    /**
     * Removes documents; unknown ids are ignored.
     *
     * @param ids the ids, in any number
     */
    void remove(List<String> ids);

    /**
     * Removes the documents that meet all conditions.
     *
     * @param conditions at least one condition
     * @return false if the store cannot do this; nothing was removed then
     */
    boolean removeWhere(List<VectorStoreCondition> conditions);

    /**
     * {@return the nearest documents that meet all conditions, nearest first}
     *
     * @param query the text and its embedding
     * @param limit the maximum number of documents
     * @param conditions at least one condition
     */
    List<VectorHit> search(VectorQuery query, int limit, List<VectorStoreCondition> conditions);

    /** {@return the maximum number of hits of one search} */
    default int maxResults() {
        return 10_000;
    }

    /** Closes what the store opened itself; nothing by default. */
    @Override
    default void close() {}
}
