/**
 * The frame for indexes in vector stores of other libraries and servers, which know only texts, vectors and metadata.
 *
 * <p>To support a store, implement {@link dev.memoir.vectorstore.VectorStoreAdapter};
 * {@link dev.memoir.vectorstore.VectorStoreIndex} makes it the index of a memory. Every store is probed when it is
 * opened and rejected if it ignores filters or removals. Scopes are filtered as hashes under fixed keys, so no text
 * that a user can choose reaches a store's filter language. Failures never quote stored content.
 */
@NullMarked
package dev.memoir.vectorstore;

import org.jspecify.annotations.NullMarked;
