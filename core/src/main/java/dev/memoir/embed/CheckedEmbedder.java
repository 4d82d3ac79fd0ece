package dev.memoir.embed;

import dev.memoir.EmbedderException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Holds an embedder to its contract: as many vectors as texts, of the right dimension, finite and of length 1, and no
 * exception but {@link EmbedderException}. As thread-safe as what it wraps.
 */
public final class CheckedEmbedder implements Embedder {

    /** How far from 1 a length may be by rounding; beyond it the vector is scaled. */
    private static final double ROUNDING = 1e-3;

    private final Embedder embedder;

    /** @param embedder what is held to the contract; {@link #close()} closes it */
    public CheckedEmbedder(Embedder embedder) {
        this.embedder = embedder;
    }

    @Override
    public String id() {
        return embedder.id();
    }

    @Override
    public int dimension() {
        return embedder.dimension();
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        if (texts.isEmpty()) {
            return List.of();
        }
        List<float[]> vectors = guarded(() -> embedder.embed(texts));
        if (vectors.size() != texts.size()) {
            throw new EmbedderException("The embedder " + id() + " returned " + vectors.size() + " vectors for "
                    + texts.size() + " texts. None is stored; mend the embedder so that it returns one for each.");
        }
        List<float[]> checked = new ArrayList<>(vectors.size());
        for (float[] vector : vectors) {
            checked.add(checked(vector));
        }
        return checked;
    }

    @Override
    public float[] embedQuery(String query) {
        return checked(guarded(() -> embedder.embedQuery(query)));
    }

    @Override
    public void close() {
        embedder.close();
    }

    private <T> T guarded(Supplier<T> call) {
        try {
            return call.get();
        } catch (EmbedderException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new EmbedderException("The embedder " + id() + " failed: see the cause.", e);
        }
    }

    private float[] checked(float[] vector) {
        if (vector.length != dimension()) {
            throw new EmbedderException("The embedder " + id() + " returned a vector of " + vector.length
                    + " dimensions and says it has " + dimension() + ". Configure the model's real dimension.");
        }
        double square = 0;
        for (float x : vector) {
            square += (double) x * x;
        }
        if (!(square > 0) || Double.isInfinite(square)) {
            throw new EmbedderException("The embedder " + id() + " returned a vector that is zero or not finite, which"
                    + " has no direction to compare.");
        }
        double length = Math.sqrt(square);
        return Math.abs(length - 1) <= ROUNDING ? vector : scaled(vector, length);
    }

    private static float[] scaled(float[] vector, double length) {
        float[] unit = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }
}
