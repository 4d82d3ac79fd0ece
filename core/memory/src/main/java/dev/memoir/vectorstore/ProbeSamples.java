// SPDX-License-Identifier: Apache-2.0
package dev.memoir.vectorstore;

import java.util.List;
import java.util.function.Function;

/**
 * Sample texts with their embeddings: two to probe a store with, and one under which the index's position is stored.
 * The first two are close to each other but not the same, so that a measure other than the cosine deviates clearly.
 */
record ProbeSamples(VectorQuery one, VectorQuery other, VectorQuery position) {

    private static final List<String> TEXTS = List.of(
            "A cat sleeps on the warm roof.", "A dog sleeps on the cold floor.", "position of a memory's index");

    private static final float HALF = 0.5f;

    /** For stores that embed texts themselves: with the embedder that they must agree with. */
    static ProbeSamples of(Function<List<String>, List<float[]>> embedding) {
        return of(embedding.apply(TEXTS));
    }

    /** For stores that take vectors. */
    static ProbeSamples of(int dimension) {
        float[] one = new float[dimension];
        one[0] = 1;
        float[] other = one.clone();
        if (dimension > 1) {
            other[0] = HALF;
            other[dimension - 1] = (float) Math.sqrt(1 - HALF * HALF);
        }
        return of(List.of(one, other, one));
    }

    private static ProbeSamples of(List<float[]> vectors) {
        return new ProbeSamples(
                new VectorQuery(TEXTS.get(0), vectors.get(0)),
                new VectorQuery(TEXTS.get(1), vectors.get(1)),
                new VectorQuery(TEXTS.get(2), vectors.get(2)));
    }

    int dimension() {
        return one.vector().length;
    }

    /** Both vectors have length 1. */
    double cosine() {
        double sum = 0;
        for (int i = 0; i < dimension(); i++) {
            sum += one.vector()[i] * other.vector()[i];
        }
        return sum;
    }
}
