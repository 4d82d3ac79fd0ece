// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import java.io.IOException;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.search.DocIdSetIterator;

/**
 * Encodes vectors as one bit per dimension: whether the vector exceeds a center. Around the mean, the bits of each
 * dimension are balanced, even if all vectors of an embedder share a direction. Immutable.
 */
final class BinaryEncoder {

    /** The number of vectors sampled for the center: more do not improve it noticeably. */
    private static final int SAMPLED = 10_000;

    private final float[] center;

    private BinaryEncoder(float[] center) {
        this.center = center;
    }

    /**
     * {@return an encoder around the mean of a segment's vectors}
     *
     * @param vectors the vectors of a segment
     */
    static BinaryEncoder around(FloatVectorValues vectors) throws IOException {
        float[] center = new float[vectors.dimension()];
        int read = 0;
        while (read < SAMPLED && vectors.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            float[] vector = vectors.vectorValue();
            for (int i = 0; i < center.length; i++) {
                center[i] += vector[i];
            }
            read++;
        }
        for (int i = 0; i < center.length; i++) {
            center[i] /= Math.max(1, read);
        }
        return new BinaryEncoder(center);
    }

    /** {@return the number of longs of a code} */
    int length() {
        return (center.length + Long.SIZE - 1) / Long.SIZE;
    }

    /** {@return the code of a vector} */
    long[] code(float[] vector) {
        long[] code = new long[length()];
        for (int i = 0; i < center.length; i++) {
            if (vector[i] > center[i]) {
                code[i / Long.SIZE] |= 1L << i;
            }
        }
        return code;
    }
}
