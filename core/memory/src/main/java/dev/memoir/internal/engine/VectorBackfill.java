// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.EmbedderException;
import dev.memoir.ProgressListener;
import dev.memoir.StorageException;
import dev.memoir.internal.concurrent.InterruptGuard;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.MissingVector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the vectors that items in the ledger lack, and stores them there. Thread-safe. */
final class VectorBackfill {

    private static final Logger LOG = LoggerFactory.getLogger(VectorBackfill.class);

    /** Texts embedded at once: enough for a batching embedder to use its cores. */
    private static final int BATCH = 256;

    private final Ledger ledger;
    private final FaultTolerantEmbedder embedding;

    VectorBackfill(Ledger ledger, FaultTolerantEmbedder embedding) {
        this.ledger = ledger;
        this.embedding = embedding;
    }

    /** {@return whether the embedder works, as far as it was used} Makes some of the missing vectors. */
    boolean makeSome() {
        if (!embedding.clearMissing()) {
            return true;
        }
        try {
            if (makeNext(this::put) == BATCH) {
                embedding.vectorsMissing(true);
            }
            return true;
        } catch (EmbedderException | StorageException e) {
            embedding.vectorsMissing(InterruptGuard.caused(e) || e instanceof StorageException);
            LOG.debug("Missing vectors still cannot be made by {}.", embedding.id(), e);
            return false;
        }
    }

    /** Makes all missing vectors; if the embedder fails, the rest is made once it works again. */
    void tryAll(ProgressListener progress) {
        try {
            makeAll(progress);
        } catch (EmbedderException e) {
            embedding.vectorsMissing(false);
            LOG.warn("The embedder {} failed. Items without vectors are found by words alone.", embedding.id(), e);
        }
    }

    /**
     * Makes all missing vectors.
     *
     * @throws EmbedderException if the embedder fails; the vectors made so far are kept
     */
    void makeAll(ProgressListener progress) {
        makeAll(progress, this::put);
    }

    /**
     * Makes all missing vectors for an index that is not in use yet, without notifying the one in use.
     *
     * @throws EmbedderException if the embedder fails; the vectors made so far are kept
     */
    void prepareAll(ProgressListener progress) {
        makeAll(progress, made -> ledger.projection().keepVectors(embedding.id(), made));
    }

    private void put(Map<MissingVector, float[]> made) {
        ledger.projection().putVectors(embedding.id(), made);
    }

    private void makeAll(ProgressListener progress, Consumer<Map<MissingVector, float[]>> store) {
        long total =
                progress == ProgressListener.SILENT ? 0 : ledger.projection().countUnembedded(embedding.id());
        long done = 0;
        for (int made = makeNext(store); made > 0; made = makeNext(store)) {
            done += made;
            progress.progress("embedding", done, Math.max(done, total));
        }
    }

    private int makeNext(Consumer<Map<MissingVector, float[]>> store) {
        List<MissingVector> missing = ledger.projection().missingVectors(embedding.id(), BATCH);
        if (missing.isEmpty()) {
            return 0;
        }
        List<float[]> vectors =
                embedding.texts(missing.stream().map(MissingVector::text).toList());
        Map<MissingVector, float[]> made = new LinkedHashMap<>();
        for (int i = 0; i < missing.size(); i++) {
            made.put(missing.get(i), vectors.get(i));
        }
        store.accept(made);
        return made.size();
    }
}
