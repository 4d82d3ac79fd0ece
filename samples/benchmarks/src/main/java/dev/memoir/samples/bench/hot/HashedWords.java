// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench.hot;

import dev.memoir.embed.Embedder;
import java.util.List;
import java.util.Random;

/** A fast embedder with vectors of MiniLM's dimension: each word is a direction, and a text their sum. */
final class HashedWords implements Embedder {

    private static final int DIMENSION = 384;

    @Override
    public String id() {
        return "hashed words";
    }

    @Override
    public int dimension() {
        return DIMENSION;
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        return texts.stream().map(HashedWords::vector).toList();
    }

    private static float[] vector(String text) {
        float[] sum = new float[DIMENSION];
        for (String word : text.split(" ", -1)) {
            Random direction = new Random(word.hashCode());
            for (int i = 0; i < DIMENSION; i++) {
                sum[i] += (float) direction.nextGaussian();
            }
        }
        return sum;
    }
}
