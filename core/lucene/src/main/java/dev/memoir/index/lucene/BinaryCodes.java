package dev.memoir.index.lucene;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** The binary codes of a scope's vectors in one segment, deleted documents included. Immutable. */
final class BinaryCodes {

    /** The distance of a document that is not admitted: above that of any code. */
    static final short NONE = Short.MAX_VALUE;

    private final int[] documents;

    /** Column by column, 64 dimensions in each: a loop along a column takes two thirds of one along a code. */
    private final long[][] columns;

    private BinaryCodes(int[] documents, long[][] columns) {
        this.documents = documents;
        this.columns = columns;
    }

    /**
     * {@return the codes of a scope's vectors}
     *
     * @param encoder the encoder of all codes that are compared with these
     * @param vectors the vectors of a segment; null if it has none
     * @param scope the documents of the scope
     */
    static BinaryCodes of(BinaryEncoder encoder, @Nullable FloatVectorValues vectors, FixedBitSet scope)
            throws IOException {
        if (vectors == null) {
            return new BinaryCodes(new int[0], new long[encoder.length()][0]);
        }
        int most = scope.cardinality();
        int[] documents = new int[most];
        long[][] columns = new long[encoder.length()][most];
        int size = 0;
        while (size < most && vectors.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
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

    /** {@return the document of a code, by its number in the segment} */
    int document(int index) {
        return documents[index];
    }

    /**
     * {@return the distance of each code from that of a question, {@link #NONE} where the document is not admitted}
     *
     * @param question the code of the question
     * @param admitted the admitted documents of the segment; null if all are
     * @param counts the number of codes at each distance, to which these are added
     */
    short[] distances(long[] question, @Nullable Bits admitted, int[] counts) {
        short[] distances = new short[documents.length];
        int column = 0;
        for (; column + 1 < question.length; column += 2) {
            add(distances, columns[column], question[column], columns[column + 1], question[column + 1]);
        }
        if (column < question.length) {
            add(distances, columns[column], question[column]);
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

    /** Two columns in a loop: the sums are read and written half as often. */
    private static void add(short[] distances, long[] ones, long one, long[] others, long other) {
        for (int i = 0; i < distances.length; i++) {
            distances[i] += (short) (Long.bitCount(ones[i] ^ one) + Long.bitCount(others[i] ^ other));
        }
    }
}
