// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed.minilm;

/** Sums and normalises vectors. */
final class VectorMath {

    private VectorMath() {}

    static void add(float[] sum, float[] vector) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += vector[i];
        }
    }

    /** Scales the vector in place to length 1. */
    static float[] unit(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        double length = Math.sqrt(squares);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] / length);
        }
        return vector;
    }
}
