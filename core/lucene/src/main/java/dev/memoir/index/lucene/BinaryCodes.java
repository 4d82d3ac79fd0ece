// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Accountable;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.RamUsageEstimator;
import org.jspecify.annotations.Nullable;

/** The binary codes of a scope's vectors in one segment, including deleted documents. Immutable. */
final class BinaryCodes implements Accountable {

    /** The distance of a document that the query does not admit: larger than that of any code. */
    static final short NONE = Short.MAX_VALUE;

    private final int[] documents;

    /**
     * The codes by column of 64 dimensions: iterating over a column takes two thirds of the time of iterating over
     * codes.
     */
    private final long[][] columns;

    private BinaryCodes(int[] documents, long[][] columns) {
        this.documents = documents;
        this.columns = columns;
    }

    /**
     * {@return the codes of a scope's vectors}
     *
     * @param encoder the encoder of all codes that are compared with each other
     * @param vectors the vectors of a segment; null if it has none
     * @param scope the documents of the scope
     */
    static BinaryCodes of(BinaryEncoder encoder, @Nullable FloatVectorValues vectors, FixedBitSet scope)
            throws IOException {
        if (vectors == null) {
            return new BinaryCodes(new int[0], new long[encoder.length()][0]);
        }
        int capacity = scope.cardinality();
        int[] documents = new int[capacity];
        long[][] columns = new long[encoder.length()][capacity];
        int size = 0;
        while (size < capacity && vectors.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            if (scope.get(vectors.docID())) {
                documents[size] = vectors.docID();
                long[] code = encoder.code(vectors.vectorValue());
                for (int column = 0; column < code.length; column++) {
                    columns[column][size] = code[column];
                }
                size++;
            }
        }
        return new BinaryCodes(Arrays.copyOf(documents, size), columns);
    }

    @Override
    public long ramBytesUsed() {
        return RamUsageEstimator.sizeOf(documents)
                + Arrays.stream(columns).mapToLong(RamUsageEstimator::sizeOf).sum();
    }

    /** {@return the document number of a code within the segment} */
    int document(int index) {
        return documents[index];
    }

    /**
     * {@return the Hamming distance of each code from the query's, {@link #NONE} if the document is not admitted}
     *
     * @param query the code of the query
     * @param admitted the admitted documents of the segment; null if all are
     * @param counts the histogram of distances, which is updated
     */
    short[] distances(long[] query, @Nullable Bits admitted, int[] counts) {
        short[] distances = new short[documents.length];
        int column = 0;
        for (; column + 1 < query.length; column += 2) {
            add(distances, columns[column], query[column], columns[column + 1], query[column + 1]);
        }
        if (column < query.length) {
            add(distances, columns[column], query[column]);
        }
        for (int i = 0; i < distances.length; i++) {
            if (admitted == null || admitted.get(documents[i])) {
                counts[distances[i]]++;
            } else {
                distances[i] = NONE;
            }
        }
        return distances;
    }

    private static void add(short[] distances, long[] column, long part) {
        for (int i = 0; i < distances.length; i++) {
            distances[i] += (short) Long.bitCount(column[i] ^ part);
        }
    }

    /** Processes two columns at once, so that the sums are read and written half as often. */
    private static void add(short[] distances, long[] ones, long one, long[] others, long other) {
        for (int i = 0; i < distances.length; i++) {
            distances[i] += (short) (Long.bitCount(ones[i] ^ one) + Long.bitCount(others[i] ^ other));
        }
    }
}
