// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed.minilm;

import dev.memoir.EmbedderException;
import dev.memoir.embed.Embedder;
import dev.memoir.embed.SimilarityScale;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The embedder all-MiniLM-L6-v2, run inside the JVM: 384 dimensions, primarily English, no network, no key. Vectors are
 * the mean over all word pieces, scaled to length 1, as in the model's own reference.
 *
 * <p>The model reads 256 word pieces at once. Of a longer text the first four such windows (about 700 words) count,
 * each piece alike; the rest is not read. A text without anything readable, such as white space or an emoji that the
 * vocabulary lacks, gets a valid vector that is near to nothing in particular.
 *
 * <p>All embedders of a JVM share one copy of the weights, which is freed when the last one is closed. Thread-safe:
 * many threads may embed at once, and one call spreads a long list over all cores. Interrupting a thread does not stop
 * its call; closing the embedder does, after the running batches.
 */
public final class MiniLmEmbedder implements Embedder {

    private static final String ID =
            "all-MiniLM-L6-v2/mean-" + WordPieceTokenizer.MAX_WINDOWS + "x" + WordPieceTokenizer.WINDOW;

    private final SharedModel model;
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private volatile boolean closed;

    private MiniLmEmbedder(SharedModel model) {
        this.model = model;
    }

    /**
     * Loads the model, or shares it with existing embedders. Takes about half a second the first time. May be called
     * from any thread.
     *
     * @return an embedder to close after use
     * @throws EmbedderException if the model cannot be loaded
     * @throws dev.memoir.NativeLibraryException if its native libraries cannot be unpacked or loaded
     */
    public static MiniLmEmbedder load() {
        return new MiniLmEmbedder(SharedModel.acquire());
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public int dimension() {
        return MiniLmSession.DIMENSION;
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        use.readLock().lock();
        try {
            checkOpen();
            return model.embed(texts, this::checkOpen);
        } finally {
            use.readLock().unlock();
        }
    }

    @Override
    public List<float[]> embedQueries(List<String> queries) {
        return embed(queries);
    }

    @Override
    public boolean symmetric() {
        return true;
    }

    @Override
    public Optional<SimilarityScale> similarityScale() {
        return Optional.of(SimilarityScale.STANDARD);
    }

    /** Frees the model if no other embedder uses it, once the running calls have ended. */
    @Override
    public void close() {
        boolean first;
        synchronized (this) {
            first = !closed;
            closed = true;
        }
        if (first) {
            use.writeLock().lock();
            try {
                model.release();
            } finally {
                use.writeLock().unlock();
            }
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new EmbedderException("This MiniLmEmbedder is closed. Load another with MiniLmEmbedder.load().");
        }
    }
}
