package dev.memoir.samples.bench;

import dev.memoir.embed.Embedder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * As many turns as are wanted, made of a base of real ones: the beginning of one and the end of another, and for a vector the
 * mean of both embeddings with noise, scaled to length 1. Words keep their frequencies and vectors their clusters, and a
 * million need no million runs of the model. An embedder for what it made; questions go to the real one.
 */
final class SyntheticTurns implements Embedder {

    /** A tenth of the vector's length: texts that share a parent stay apart as paraphrases do. */
    private static final double NOISE = 0.1;

    private final Embedder real;
    private final List<String> base;
    private final List<float[]> vectors;
    private final Random random = new Random(42);

    /** Of the texts that were made and not yet embedded. */
    private final Map<String, float[]> made = new ConcurrentHashMap<>();

    SyntheticTurns(Embedder real, List<String> base) {
        this.real = real;
        this.base = base;
        this.vectors = real.embed(base);
    }

    /** {@return so many new texts} */
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
