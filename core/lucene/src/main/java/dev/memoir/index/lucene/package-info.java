/** The embedded index: Lucene, HNSW vectors beside BM25. */
@NullMarked
package dev.memoir.index.lucene;

import org.jspecify.annotations.NullMarked;
