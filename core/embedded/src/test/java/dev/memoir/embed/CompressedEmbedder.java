// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed;

import dev.memoir.EmbedderException;
import dev.memoir.embed.minilm.MiniLmEmbedder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * MiniLM's vectors with one direction shared by all texts and one specific to each text, so that the cosine of two
 * texts is {@code factor} times MiniLM's plus {@code common}.
 */
public final class CompressedEmbedder implements Embedder {

    /** The maximum number of texts of a test, each of which has a dimension of its own. */
    private static final int TEXTS = 600;

    /** MiniLM's vectors of the texts of all tests, most of which are the same reference texts. */
    private static final Map<String, float[]> INNER = new ConcurrentHashMap<>();

    private final MiniLmEmbedder miniLm = MiniLmEmbedder.load();
    private final Map<String, Integer> texts = new HashMap<>();
    private int next;
    private final double factor;
    private final double common;
    private volatile boolean failing;

    private CompressedEmbedder(double factor, double common) {
        this.factor = factor;
        this.common = common;
    }

    /** {@return an embedder with cosines between 0.7 and 0.9} */
    public static CompressedEmbedder high() {
        return new CompressedEmbedder(0.2, 0.72);
    }

    /** {@return an embedder with cosines between -0.1 and 0.3} */
    public static CompressedEmbedder low() {
        return new CompressedEmbedder(0.33, 0);
    }

    /**
     * Starts or stops failing.
     *
     * @param failing whether it fails
     */
    public void failing(boolean failing) {
        this.failing = failing;
    }

    @Override
    public String id() {
        return "minilm * " + factor + " + " + common;
    }

    @Override
    public int dimension() {
        return miniLm.dimension() + 1 + TEXTS;
    }

    @Override
    public List<float[]> embed(List<String> given) {
        if (failing) {
            throw new EmbedderException("told to fail");
        }
        List<String> fresh =
                given.stream().filter(text -> !INNER.containsKey(text)).toList();
        List<float[]> made = miniLm.embed(fresh);
        for (int i = 0; i < fresh.size(); i++) {
            INNER.put(fresh.get(i), made.get(i));
        }
        return given.stream()
                .map(text -> vector(Objects.requireNonNull(INNER.get(text)), own(text)))
                .toList();
    }

    private synchronized int own(String text) {
        return texts.computeIfAbsent(text, unknown -> next++);
    }

    private float[] vector(float[] inner, int own) {
        float[] vector = new float[dimension()];
        for (int i = 0; i < inner.length; i++) {
            vector[i] = (float) (Math.sqrt(factor) * inner[i]);
        }
        vector[inner.length] = (float) Math.sqrt(common);
        vector[inner.length + 1 + own] = (float) Math.sqrt(1 - factor - common);
        return vector;
    }

    @Override
    public void close() {
        miniLm.close();
    }
}
