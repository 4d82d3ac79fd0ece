// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import dev.memoir.embed.Embedder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Generates any number of turns from real ones: the beginning of one and the end of another, and as vector the mean of
 * both embeddings with noise, scaled to length 1. Words keep their frequencies and vectors their clusters, and a
 * million turns need no million model runs. Embeds generated texts itself; questions go to the real embedder.
 */
final class SyntheticTurns implements Embedder {

    /** The length of the noise, a tenth of the vector's: texts with a common parent differ like paraphrases. */
    private static final double NOISE = 0.1;

    private final Embedder real;
    private final List<String> base;
    private final List<float[]> vectors;
    private final Random random = new Random(42);

    /** The vectors of generated texts that are not embedded yet. */
    private final Map<String, float[]> made = new ConcurrentHashMap<>();

    SyntheticTurns(Embedder real, List<String> base) {
        this.real = real;
        this.base = base;
        this.vectors = real.embed(base);
    }

    /** {@return a number of new texts} */
    List<String> next(int count) {
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int one = random.nextInt(base.size());
            int other = random.nextInt(base.size());
            String text = half(base.get(one), true) + half(base.get(other), false);
            made.put(text, mixed(vectors.get(one), vectors.get(other)));
            texts.add(text);
        }
        return texts;
    }

    private static String half(String text, boolean first) {
        int space = text.indexOf(' ', text.length() / 2);
        int middle = space < 0 ? text.length() : space;
        return first ? text.substring(0, middle) : text.substring(middle);
    }

    private float[] mixed(float[] one, float[] other) {
        float[] mixed = new float[one.length];
        double squares = 0;
        double noise = NOISE / Math.sqrt(mixed.length);
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (float) ((one[i] + other[i]) / 2 + noise * random.nextGaussian());
            squares += mixed[i] * mixed[i];
        }
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] /= (float) Math.sqrt(squares);
        }
        return mixed;
    }

    @Override
    public String id() {
        return "mixed " + real.id();
    }

    @Override
    public int dimension() {
        return real.dimension();
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        List<float[]> known = new ArrayList<>(texts.size());
        for (String text : texts) {
            float[] vector = made.remove(text);
            known.add(vector == null ? real.embedQuery(text) : vector);
        }
        return known;
    }

    @Override
    public float[] embedQuery(String query) {
        return real.embedQuery(query);
    }
}
