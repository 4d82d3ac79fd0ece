// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.EmbedderException;
import dev.memoir.embed.Embedder;
import dev.memoir.embed.QueryEmbedding;
import dev.memoir.embed.SimilarityScale;
import dev.memoir.extract.Redactor;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wraps the embedder for the engine: if it fails, items are written without vectors and found by words, and the missing
 * vectors are made once it works again. Thread-safe.
 */
final class FaultTolerantEmbedder {

    private static final Logger LOG = LoggerFactory.getLogger(FaultTolerantEmbedder.class);

    private final Embedder embedder;
    private final Redactor redactor;
    private final EmbedderScale scale;
    private final AtomicReference<MissingVectors> missing = new AtomicReference<>(MissingVectors.NONE);

    /** What is known of items without vectors, in the order of urgency. */
    private enum MissingVectors {
        /** None were written since the last call of {@link #clearMissing()}. */
        NONE,
        /** The embedder failed: the next write tries again. */
        LATER,
        /** A working embedder can make them: nobody has to write. */
        DUE
    }

    /**
     * @param redactor redacts queries as stored texts are redacted; stored texts arrive here already redacted
     * @param scale the scale of the embedder's cosines
     */
    FaultTolerantEmbedder(Embedder embedder, Redactor redactor, EmbedderScale scale) {
        this.embedder = embedder;
        this.redactor = redactor;
        this.scale = scale;
    }

    String id() {
        return embedder.id();
    }

    int dimension() {
        return embedder.dimension();
    }

    /** Returns a vector for each text, or null for each if the embedder fails. */
    List<float @Nullable []> tryTexts(List<String> texts) {
        try {
            List<float @Nullable []> vectors = Collections.unmodifiableList(embedder.embed(texts));
            scale.embedderWorks();
            return vectors;
        } catch (EmbedderException e) {
            vectorsMissing(false);
            LOG.warn(
                    "The embedder {} failed. New items are found by words alone until it works again.",
                    embedder.id(),
                    e);
            return Collections.nCopies(texts.size(), null);
        }
    }

    /**
     * Returns the embedded query, or null if the embedder fails. A secret must not leave the process in a query any
     * more than in a stored text, and redaction makes a query equal to the stored text for the embedder.
     */
    @Nullable
    QueryEmbedding tryQuery(String query, Set<String> speakers) {
        String redacted = redactor.redact(query);
        try {
            QueryEmbedding embedded =
                    QueryEmbedding.of(redacted.isBlank() ? Redactor.MARK : redacted, speakers, embedder);
            scale.embedderWorks();
            return embedded;
        } catch (EmbedderException e) {
            LOG.warn("The embedder {} failed. This search uses words alone.", embedder.id(), e);
            return null;
        }
    }

    /** Makes vectors that were missing. */
    List<float[]> texts(List<String> texts) {
        List<float[]> vectors = embedder.embed(texts);
        scale.embedderWorks();
        return vectors;
    }

    /** {@return the scale of the embedder's cosines as far as it is known} */
    SimilarityScale scale() {
        return scale.current();
    }

    /** Determines the scale of the embedder's cosines if it is unknown and that may succeed now. */
    void settleScale() {
        scale.settle();
    }

    /** {@return the similarity of two vectors on the standard scale, 0 to 1; 0 if their lengths differ} */
    double similarity(float[] one, float[] other) {
        return HistorySearch.dense(one, other, scale());
    }

    /** Returns whether vectors have been missing since the last call. */
    boolean clearMissing() {
        return missing.getAndSet(MissingVectors.NONE) != MissingVectors.NONE;
    }

    /** Returns whether vectors are missing that a working embedder can make without another write. */
    boolean vectorsDue() {
        return missing.get() == MissingVectors.DUE;
    }

    /**
     * Notes that vectors are missing.
     *
     * @param due whether they can be made without another write; not while the embedder fails
     */
    void vectorsMissing(boolean due) {
        missing.accumulateAndGet(
                due ? MissingVectors.DUE : MissingVectors.LATER,
                (known, noted) -> known.compareTo(noted) < 0 ? noted : known);
    }
}
