// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing;

import dev.memoir.EmbedderException;
import dev.memoir.embed.Embedder;
import dev.memoir.embed.SimilarityScale;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** A minimal but functional embedder for tests: texts that share words are similar. It can be made to fail. */
public final class WordEmbedder implements Embedder {

    private static final Pattern BREAK = Pattern.compile("\\W+");

    private final String id;
    private final AtomicInteger embedded = new AtomicInteger();
    private volatile boolean failing;

    /** Creates an embedder with the id "words". */
    public WordEmbedder() {
        this("words");
    }

    /**
     * Creates an embedder.
     *
     * @param id the id of the embedder
     */
    public WordEmbedder(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int dimension() {
        return 64;
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        if (failing) {
            throw new EmbedderException("Simulated failure");
        }
        embedded.addAndGet(texts.size());
        return texts.stream().map(WordEmbedder::vector).toList();
    }

    /** Avoids calibration, so that the number of embedded texts only includes those of a test. */
    @Override
    public Optional<SimilarityScale> similarityScale() {
        return Optional.of(SimilarityScale.STANDARD);
    }

    /**
     * Makes the embedder fail, or work again.
     *
     * @param failing whether each call fails
     */
    public void failing(boolean failing) {
        this.failing = failing;
    }

    /** {@return the number of embedded texts} */
    public int embedded() {
        return embedded.get();
    }

    private static float[] vector(String text) {
        float[] vector = new float[64];
        BREAK.splitAsStream(text.toLowerCase(Locale.ROOT))
                .forEach(word -> vector[Math.floorMod(word.hashCode(), 64)]++);
        double length = 0;
        for (float x : vector) {
            length += x * x;
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(length);
        }
        return vector;
    }
}
