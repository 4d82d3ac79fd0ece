/**
 * The embedded index on Lucene: BM25, vectors, filters and periods in one index per memory.
 *
 * <p>{@link dev.memoir.index.lucene.LuceneIndex} implements the index, {@link
 * dev.memoir.index.lucene.LuceneIndexDirectory} manages its folders, and {@link
 * dev.memoir.index.lucene.LuceneIndexProvider} registers it with the service loader. Small scopes are scanned exactly
 * ({@code ExactScopeSearch}), larger ones are searched by binary codes or HNSW ({@code NearestVectors}).
 *
 * <p>The index is a projection of the ledger: it may lag behind but is never ahead, and is rebuilt if it is unreadable.
 */
@NullMarked
package dev.memoir.index.lucene;

import org.jspecify.annotations.NullMarked;
