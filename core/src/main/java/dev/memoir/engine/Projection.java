package dev.memoir.engine;

import dev.memoir.EmbedderException;
import dev.memoir.Erasure;
import dev.memoir.MemoryIndexException;
import dev.memoir.ProgressListener;
import dev.memoir.index.IndexChange;
import dev.memoir.index.IndexPosition;
import dev.memoir.index.MemoryIndex;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.Unembedded;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the index follow the ledger's change feed. After a write it is what lets the next search see it; after a crash or
 * a loss it is what fills the index again: one code for both. Thread-safe: one thread applies at a time, and what others
 * committed meanwhile is applied with it.
 */
final class Projection {

    private static final Logger LOG = LoggerFactory.getLogger(Projection.class);

    /** Changes at a time: some megabytes of text and vectors, some ten milliseconds of work. */
    private static final int BATCH = 1000;

    /** Texts to embed at a time: what a batching embedder fills its cores with. */
    private static final int EMBEDDING_BATCH = 256;

    private final Ledger ledger;
    private final MemoryIndex index;
    private final Embedding embedding;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean behind;

    Projection(Ledger ledger, MemoryIndex index, Embedding embedding) {
        this.ledger = ledger;
        this.index = index;
        this.embedding = embedding;
    }

    /** Brings the index to where the ledger is, from the start if it belongs to another ledger or embedder. */
    void open(ProgressListener progress) {
        IndexPosition position = index.position();
        boolean ours = position.ledgerId().equals(ledger.id())
                && position.embedderId().equals(embedding.id())
                && position.sequence() <= ledger.lastChange();
        if (!ours) {
            index.reset(new IndexPosition(ledger.id(), embedding.id(), 0));
        }
        try {
            embedMissing(progress);
        } catch (EmbedderException e) {
            embedding.owe();
            LOG.warn("The embedder {} failed. What has no vector is found by words alone.", embedding.id(), e);
        }
        try {
            apply(progress);
        } catch (MemoryIndexException e) {
            LOG.warn("The index cannot be continued and is filled from the ledger again.", e);
            index.reset(new IndexPosition(ledger.id(), embedding.id(), 0));
            apply(progress);
        }
    }

    /**
     * Applies what was committed; a failure leaves the index behind, to catch up with the next write or search.
     *
     * @return whether the index is where the ledger was
     */
    boolean catchUp() {
        try {
            if (embedding.settle()) {
                embedMissing(ProgressListener.SILENT);
            }
        } catch (EmbedderException e) {
            embedding.owe();
            LOG.debug("The embedder {} still fails.", embedding.id(), e);
        }
        try {
            apply(ProgressListener.SILENT);
            behind = false;
            return true;
        } catch (MemoryIndexException e) {
            behind = true;
            LOG.warn("The index cannot be written. The ledger has everything; the index catches up later.", e);
            return false;
        }
    }

    /** Embeds and applies everything there is to, and tells how far that is; a failure leaves it for later. */
    boolean catchUp(ProgressListener progress) {
        try {
            embedMissing(progress);
        } catch (EmbedderException e) {
            embedding.owe();
            LOG.warn("The embedder {} failed. What has no vector is found by words alone.", embedding.id(), e);
        }
        try {
            apply(progress);
            behind = false;
            return true;
        } catch (MemoryIndexException e) {
            behind = true;
            LOG.warn("The index cannot be written. The ledger has everything; the index catches up later.", e);
            return false;
        }
    }

    /** Whether the last catching up failed. */
    boolean behind() {
        return behind;
    }

    /** How many changes the index has not followed yet. */
    long lag() {
        return ledger.countChanges(index.position().sequence());
    }

    /** What becomes of the bytes of what is forgotten. */
    Erasure erasure() {
        return index.erasure();
    }

    String embedderId() {
        return embedding.id();
    }

    private void apply(ProgressListener progress) {
        lock.lock();
        try {
            IndexPosition position = index.position();
            long total = progress == ProgressListener.SILENT ? 0 : ledger.countChanges(position.sequence());
            long done = 0;
            boolean destroyed = false;
            List<IndexChange> changes;
            do {
                changes = ledger.changes(position.sequence(), BATCH, embedding.id());
                if (!changes.isEmpty()) {
                    position = position.at(changes.get(changes.size() - 1).sequence());
                    index.apply(changes, position);
                    destroyed |= changes.stream().anyMatch(c -> c instanceof IndexChange.Remove r && r.destroyed());
                    done += changes.size();
                    progress.progress("indexing", done, Math.max(done, total));
                }
            } while (changes.size() == BATCH);
            if (destroyed) {
                index.purge();
            }
        } finally {
            lock.unlock();
        }
    }

    private void embedMissing(ProgressListener progress) {
        long total = progress == ProgressListener.SILENT ? 0 : ledger.countUnembedded(embedding.id());
        long done = 0;
        List<Unembedded> missing = ledger.unembedded(embedding.id(), EMBEDDING_BATCH);
        while (!missing.isEmpty()) {
            List<float[]> vectors =
                    embedding.texts(missing.stream().map(Unembedded::text).toList());
            Map<Unembedded, float[]> kept = new LinkedHashMap<>();
            for (int i = 0; i < missing.size(); i++) {
                kept.put(missing.get(i), vectors.get(i));
            }
            ledger.putVectors(embedding.id(), kept);
            done += missing.size();
            progress.progress("embedding", done, Math.max(done, total));
            missing = ledger.unembedded(embedding.id(), EMBEDDING_BATCH);
        }
    }
}
