// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import dev.memoir.index.IndexQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/**
 * Finds the nearest vectors in a large scope. All vectors are compared by binary codes, which are computed when a scope
 * is first searched in a segment; the closest ones are then compared by cosine. Thread-safe.
 */
final class NearestVectors {

    /**
     * The number of vectors compared by cosine per requested result. Of the exact first 25 in 200,000 turns of one
     * user, 99.7 % are found, and of the first 200, 96.8 %; twice as many find 99.9 and 99.1 %, half as many 99.0 and
     * 90.6 %. Lucene's graph finds 99.0 and 96.8 % in seven times the time.
     */
    private static final int COMPARED = 10;

    /** The size of the largest scope that is searched by codes: 48 MB for 384 dimensions, and 5 ms. */
    static final int LARGEST_CODED = 1_000_000;

    /** The codes of one scope of the largest size, with 384 dimensions and document numbers, or of six of 200,000. */
    private static final long MAX_BYTES = 64L << 20;

    private final ScopeBits bits;
    private final int largestCoded;
    private final SegmentCache<BinaryCodes> segments = new SegmentCache<>(MAX_BYTES);

    /** Set once, because codes of different encoders are not comparable. */
    private volatile @Nullable BinaryEncoder encoder;

    /**
     * @param bits the cache of a scope's documents
     * @param largestCoded the size of the largest scope that is searched by codes; larger ones use HNSW
     */
    NearestVectors(ScopeBits bits, int largestCoded) {
        this.bits = bits;
        this.largestCoded = largestCoded;
    }

    /** The codes of a segment and their distances from the query's. */
    private record Part(LeafReaderContext leaf, BinaryCodes codes, short[] distances) {}

    /**
     * {@return the documents with the nearest vectors, unordered, up to the query's pool size}
     *
     * @param searcher the state of the index
     * @param query the query
     * @param vector the embedding of the query
     * @param admitted a query for all admitted documents
     */
    IntStream of(IndexSearcher searcher, IndexQuery query, float[] vector, Query admitted) throws IOException {
        if (ExactScopeSearch.maxDocuments(searcher, query.scope()) > largestCoded) {
            Query near = new KnnFloatVectorQuery(IndexFields.VECTOR, vector, query.pool(), admitted);
            return Stream.of(searcher.search(near, query.pool()).scoreDocs).mapToInt(hit -> hit.doc);
        }
        BinaryEncoder encoding = encoder(searcher);
        if (encoding == null) {
            return IntStream.empty();
        }
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        long[] code = encoding.code(vector);
        Query narrowing = LuceneQueryMapper.narrowing(query, LuceneQueryMapper.expires(leaves));
        Weight admitting = narrowing == null
                ? null
                : searcher.createWeight(searcher.rewrite(narrowing), ScoreMode.COMPLETE_NO_SCORES, 1);
        int[] counts = new int[vector.length + 1];
        List<Part> parts = new ArrayList<>();
        for (LeafReaderContext leaf : leaves) {
            FixedBitSet scope = bits.of(searcher, leaf, query.scope());
            BinaryCodes codes = segments.get(
                    leaf,
                    query.scope(),
                    () -> BinaryCodes.of(encoding, leaf.reader().getFloatVectorValues(IndexFields.VECTOR), scope));
            parts.add(new Part(leaf, codes, codes.distances(code, admitted(leaf, admitting), counts)));
        }
        return nearest(parts, vector, counts, query.pool());
    }

    private static IntStream nearest(List<Part> parts, float[] vector, int[] counts, int pool) throws IOException {
        int farthest = 0;
        int compared = counts[0];
        while (farthest < vector.length && compared < COMPARED * pool) {
            compared += counts[++farthest];
        }
        int[] documents = new int[compared];
        TopK best = new TopK(pool, compared);
        int size = 0;
        for (Part part : parts) {
            FloatVectorValues vectors = part.leaf().reader().getFloatVectorValues(IndexFields.VECTOR);
            for (int i = 0; vectors != null && i < part.distances().length; i++) {
                if (part.distances()[i] <= farthest) {
                    vectors.advance(part.codes().document(i));
                    documents[size] = part.leaf().docBase + part.codes().document(i);
                    best.add(size++, VectorUtil.dotProduct(vector, vectors.vectorValue()));
                }
            }
        }
        return best.indexes().map(i -> documents[i]);
    }

    /** {@return the documents of a segment that the conditions admit, regardless of scope; null if all are admitted} */
    private static @Nullable Bits admitted(LeafReaderContext leaf, @Nullable Weight admitting) throws IOException {
        Bits live = leaf.reader().getLiveDocs();
        if (admitting == null) {
            return live;
        }
        FixedBitSet admitted = new FixedBitSet(leaf.reader().maxDoc());
        Scorer scorer = admitting.scorer(leaf);
        if (scorer != null) {
            DocIdSetIterator documents = scorer.iterator();
            for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
                if (live == null || live.get(doc)) {
                    admitted.set(doc);
                }
            }
        }
        return admitted;
    }

    /**
     * {@return the encoder of all codes, centered on the vectors of the largest segment; null if there are no vectors}
     */
    private @Nullable BinaryEncoder encoder(IndexSearcher searcher) throws IOException {
        BinaryEncoder known = encoder;
        if (known != null) {
            return known;
        }
        synchronized (segments) {
            if (encoder == null) {
                FloatVectorValues largest = null;
                for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                    FloatVectorValues vectors = leaf.reader().getFloatVectorValues(IndexFields.VECTOR);
                    if (vectors != null && (largest == null || vectors.size() > largest.size())) {
                        largest = vectors;
                    }
                }
                encoder = largest == null ? null : BinaryEncoder.around(largest);
            }
            return encoder;
        }
    }
}
