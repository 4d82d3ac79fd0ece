// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.EmbedderException;
import dev.memoir.StorageException;
import dev.memoir.embed.Embedder;
import dev.memoir.embed.SimilarityCalibrator;
import dev.memoir.embed.SimilarityScale;
import dev.memoir.ledger.Ledger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scale of one embedder's cosines. The embedder states it, or it is measured once and stored in the ledger, so that
 * all processes of a ledger use the same. Until it is known, the {@linkplain SimilarityScale#STANDARD standard} scale
 * is used. Thread-safe.
 */
final class EmbedderScale {

    private static final Logger LOG = LoggerFactory.getLogger(EmbedderScale.class);

    /**
     * Attempts after which a measurement is given up that fails though the embedder works, for example because it
     * accepts fewer texts at once.
     */
    private static final int MAX_ATTEMPTS = 5;

    private final Ledger ledger;
    private final Embedder embedder;
    private volatile @Nullable SimilarityScale known;
    private volatile boolean due = true;
    private int attempts;

    EmbedderScale(Ledger ledger, Embedder embedder) {
        this.ledger = ledger;
        this.embedder = embedder;
    }

    /** {@return the scale; the standard one until it is known} */
    SimilarityScale current() {
        SimilarityScale scale = known;
        return scale == null ? SimilarityScale.STANDARD : scale;
    }

    /** Notes that the embedder has just worked, so that a measurement that failed before may succeed now. */
    void embedderWorks() {
        if (known == null) {
            due = true;
        }
    }

    /**
     * Determines the scale if it is unknown and an attempt is due: one at first, then one after each time that the
     * embedder worked. A failure is logged, and the attempt is repeated later.
     */
    void settle() {
        if (known == null && due) {
            attempt();
        }
    }

    private synchronized void attempt() {
        if (known != null || attempts >= MAX_ATTEMPTS) {
            return;
        }
        due = false;
        try {
            known = find();
        } catch (EmbedderException | StorageException e) {
            attempts++;
            LOG.warn(
                    "The scale of the embedder {} cannot be measured now ({} of {} attempts). Its cosines are used"
                            + " unscaled.",
                    embedder.id(),
                    attempts,
                    MAX_ATTEMPTS,
                    e);
        }
    }

    private SimilarityScale find() {
        return embedder.similarityScale()
                .or(() -> ledger.projection().similarityScale(embedder.id(), SimilarityCalibrator.REFERENCE))
                .orElseGet(() -> ledger.projection()
                        .keepSimilarityScale(
                                embedder.id(), SimilarityCalibrator.REFERENCE, SimilarityCalibrator.measure(embedder)));
    }
}
