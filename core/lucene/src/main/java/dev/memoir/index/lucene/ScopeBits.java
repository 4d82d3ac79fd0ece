// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import dev.memoir.Scope;
import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.FixedBitSet;

/**
 * Caches which documents of a segment belong to a scope, including deleted ones. Otherwise each part of a search would
 * read the complete postings of a large scope. Thread-safe.
 */
final class ScopeBits {

    /** A bit per document of the index: in an index of 200,000 documents, 25 kB for each of more than 600 scopes. */
    private static final long MAX_BYTES = 16L << 20;

    private final SegmentCache<FixedBitSet> segments = new SegmentCache<>(MAX_BYTES);

    /** {@return the scope's documents in a segment, as bits that must not be changed} */
    FixedBitSet of(IndexSearcher searcher, LeafReaderContext leaf, Scope scope) throws IOException {
        return segments.get(leaf, scope, () -> read(searcher, leaf, scope));
    }

    private static FixedBitSet read(IndexSearcher searcher, LeafReaderContext leaf, Scope scope) throws IOException {
        FixedBitSet bits = new FixedBitSet(leaf.reader().maxDoc());
        Query query = searcher.rewrite(LuceneQueryMapper.scope(scope));
        Weight weight = searcher.createWeight(query, ScoreMode.COMPLETE_NO_SCORES, 1);
        Scorer scorer = weight.scorer(leaf);
        if (scorer != null) {
            bits.or(scorer.iterator());
        }
        return bits;
    }
}
