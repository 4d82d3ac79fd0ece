/**
 * Uses LangChain4j's embedding stores as the index of a memory: {@link
 * dev.memoir.langchain4j.store.EmbeddingStoreMemoryIndex} is the entry point.
 *
 * <p>A store receives vectors, ids and metadata, but no text. Every failure of a store is a {@link
 * dev.memoir.MemoryIndexException}.
 */
@NullMarked
package dev.memoir.langchain4j.store;

import org.jspecify.annotations.NullMarked;
