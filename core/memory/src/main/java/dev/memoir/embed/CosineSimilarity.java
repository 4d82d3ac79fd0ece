// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed;

/** The cosine similarity of embeddings. */
public final class CosineSimilarity {

    private CosineSimilarity() {}

    /**
     * {@return the cosine of two vectors of length 1, -1 to 1; 0 if their dimensions differ, since no single model made
     * them}
     *
     * @param one a vector
     * @param other another vector of the same space
     */
    public static double of(float[] one, float[] other) {
        if (one.length != other.length) {
            return 0;
        }
        double product = 0;
        for (int i = 0; i < one.length; i++) {
            product += one[i] * other[i];
        }
        return product;
    }
}
