package dev.memoir.internal.engine;

import dev.memoir.EmbedderException;
import dev.memoir.ErasureLevel;
import dev.memoir.IndexFailure;
import dev.memoir.MemoryIndexException;
import dev.memoir.MemoryIndexIncompatibleException;
import dev.memoir.MemoryIndexUnavailableException;
import dev.memoir.ProgressListener;
import dev.memoir.StorageException;
import dev.memoir.index.IndexChange;
import dev.memoir.index.IndexPosition;
import dev.memoir.index.MemoryIndex;
import dev.memoir.internal.concurrent.InterruptGuard;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.MissingVector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the ledger's change feed to the index. After a write this makes the next search see it; after a crash or a
 * loss it fills the index again, by the same code. Thread-safe: one thread applies at a time, together with what others
 * committed meanwhile.
 */
final class IndexProjector {

    private static final Logger LOG = LoggerFactory.getLogger(IndexProjector.class);

    /** Changes per batch: some megabytes of text and vectors, some ten milliseconds of work. */
    private static final int BATCH = 1000;

    /** Texts embedded at once: enough for a batching embedder to use its cores. */
    private static final int EMBEDDING_BATCH = 256;

    private final Ledger ledger;
    private final MemoryIndex index;
    private final FaultTolerantEmbedder embedding;
    /** Fair: a writer gets its turn between two batches of a backlog. */
    private final ReentrantLock lock = new ReentrantLock(true);

    /** Whether destroyed items were removed since the last purge; guarded by the lock. */
    private boolean unpurged;

    /** Whether vectors are missing that a working embedder can make. */
    private volatile boolean unembedded;

    /**
     * Whether the index was reached and follows this ledger; guarded by the lock, or set before other threads know this
     * object.
     */
    private boolean begun;

    private volatile boolean behind;

    /**
     * Whether a caller did not wait for the applying thread, which may have read the changes before the caller's
     * commit.
     */
    private volatile boolean skipped;

    private volatile long followed;
    private final FailureBackoff backoff = new FailureBackoff();

    private final IndexHealth health;

    IndexProjector(Ledger ledger, MemoryIndex index, FaultTolerantEmbedder embedding, IndexHealth health) {
        this.ledger = ledger;
        this.index = index;
        this.embedding = embedding;
        this.health = health;
    }

    /**
     * Brings the index up to date with the ledger, from the start if it belongs to another ledger or embedder. An index
     * that cannot be written at present catches up later.
     *
     * @throws MemoryIndexIncompatibleException if it cannot be written until someone changes something
     */
    void open(ProgressListener progress) {
        long started = System.nanoTime();
        embedding.settleScale();
        try {
            begin();
            embedAll(progress);
            fill(progress);
        } catch (MemoryIndexIncompatibleException e) {
            throw e;
        } catch (MemoryIndexException e) {
            embedding.markMissing();
            backOffUnlessInterrupted(started, e);
            fallBehind(e);
        }
    }

    /**
     * {@return the position of the index} An index that belongs to another ledger or embedder is emptied when it is
     * reached for the first time; later, if it has lost everything.
     */
    private IndexPosition begin() {
        IndexPosition position = index.position();
        if (begun ? position.equals(IndexPosition.NONE) : !follows(position)) {
            position = new IndexPosition(ledger.id(), embedding.id(), 0);
            index.reset(position);
        }
        begun = true;
        followed = position.sequence();
        return position;
    }

    private boolean follows(IndexPosition position) {
        return position.ledgerId().equals(ledger.id())
                && position.embedderId().equals(embedding.id())
                && position.sequence() <= ledger.projection().lastChange();
    }

    private void fill(ProgressListener progress) {
        try {
            apply(progress, true, Integer.MAX_VALUE);
        } catch (MemoryIndexUnavailableException e) {
            throw e;
        } catch (MemoryIndexException e) {
            LOG.warn("The index cannot be continued. It is filled from the ledger again.", e);
            index.reset(new IndexPosition(ledger.id(), embedding.id(), 0));
            apply(progress, true, Integer.MAX_VALUE);
        }
    }

    /**
     * Applies committed changes, at most one batch: a backlog is worked off in the background, and callers do not wait
     * for it. After a failure the index catches up later. If an attempt took long to fail, the same time passes before
     * the next one, and no caller waits for an attempt of another thread: an unavailable index costs writers no more
     * than the first attempt.
     *
     * @return whether the index is up to date with the ledger as of this call
     */
    boolean catchUp() {
        if (behind && (backingOff() || lock.isLocked())) {
            skipped = true;
            // Read again: the applying thread checks for skipped callers only after it has reset this flag.
            if (behind) {
                return false;
            }
        }
        boolean embedded = embedSome();
        lock.lock();
        try {
            return !backingOff() && attempt(embedded, 1);
        } finally {
            lock.unlock();
        }
    }

    /** Applies everything that was committed, however much it is; waits for other threads that apply. */
    boolean catchUpAll() {
        boolean embedded = embedSome();
        lock.lock();
        try {
            return attempt(embedded, Integer.MAX_VALUE);
        } finally {
            lock.unlock();
        }
    }

    /** Embeds and applies everything, and reports the progress; after a failure it catches up later. */
    boolean catchUp(ProgressListener progress) {
        embedAll(progress);
        lock.lock();
        try {
            return applied(progress, true, Integer.MAX_VALUE);
        } catch (MemoryIndexException e) {
            fallBehind(e);
            return false;
        } finally {
            lock.unlock();
        }
    }

    private boolean attempt(boolean embedded, int batches) {
        long started = System.nanoTime();
        try {
            return applied(ProgressListener.SILENT, embedded, batches);
        } catch (RuntimeException e) {
            // Not only the index may fail: the ledger is read too. What is to be applied is committed, so no caller
            // fails because of it.
            backOffUnlessInterrupted(started, e);
            fallBehind(e);
            return false;
        }
    }

    private boolean applied(ProgressListener progress, boolean embedded, int batches) {
        boolean all;
        do {
            skipped = false;
            all = apply(progress, embedded, batches);
            behind = !all;
        } while (all && skipped);
        if (all) {
            health.written();
        }
        return all;
    }

    private void fallBehind(RuntimeException failure) {
        behind = true;
        if (InterruptGuard.caused(failure)) {
            LOG.debug("A thread that wrote to the index was interrupted. The index catches up.", failure);
        } else {
            health.notWritten(failure);
        }
    }

    /** Ignores interrupts of the caller, which say nothing about the index: other threads continue immediately. */
    private void backOffUnlessInterrupted(long started, RuntimeException failure) {
        if (!InterruptGuard.caused(failure)) {
            backoff.failed(started);
        }
    }

    private boolean backingOff() {
        return behind && backoff.active();
    }

    /**
     * Catches up if the index is behind, if items wait for their vectors, or if the ledger is ahead: another process
     * wrote to it, or a call of this process failed between its commit and the index.
     */
    void follow() {
        embedding.settleScale();
        long before;
        do {
            if (!behind && !unembedded && ledger.projection().lastChange() <= followed) {
                return;
            }
            before = followed;
            catchUp();
        } while (followed > before);
    }

    /** Returns whether the last catch-up failed. */
    boolean behind() {
        return behind;
    }

    /** Returns the number of changes that the index has not applied yet. */
    long lag() {
        return ledger.projection().countChanges(followed);
    }

    /** Returns why the index cannot be written or searched at present, or null if it can. */
    @Nullable
    IndexFailure failure() {
        return health.failure();
    }

    /** Returns how far forgotten bytes are erased from the index. */
    ErasureLevel erasure() {
        return index.erasure();
    }

    String embedderId() {
        return embedding.id();
    }

    /** {@return whether everything is applied; if not, the given number of batches is} */
    private boolean apply(ProgressListener progress, boolean embedded, int batches) {
        lock.lock();
        try {
            IndexPosition position = begin();
            long total = progress == ProgressListener.SILENT
                    ? 0
                    : ledger.projection().countChanges(position.sequence());
            long done = 0;
            for (int batch = 0; batch < batches; batch++) {
                List<IndexChange> changes =
                        fitting(ledger.projection().changes(position.sequence(), BATCH, embedding.id()));
                if (!changes.isEmpty()) {
                    position = position.at(changes.get(changes.size() - 1).sequence());
                    index.apply(changes, position);
                    followed = position.sequence();
                    note(changes, embedded);
                    done += changes.size();
                    progress.progress("indexing", done, Math.max(done, total));
                }
                if (changes.size() < BATCH) {
                    purge();
                    return true;
                }
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns the changes without vectors that differ in length from the embedder's, which no index accepts: an import
     * or an earlier version may have left some. These vectors are dropped, and made again like missing ones.
     */
    private List<IndexChange> fitting(List<IndexChange> changes) {
        List<String> misfits = new ArrayList<>();
        List<IndexChange> fitting = new ArrayList<>(changes.size());
        for (IndexChange change : changes) {
            float[] vector =
                    change instanceof IndexChange.Put put ? put.document().vector() : null;
            if (vector == null || vector.length == embedding.dimension()) {
                fitting.add(change);
            } else {
                misfits.add(change.ref().id());
                fitting.add(new IndexChange.Put(
                        change.sequence(), ((IndexChange.Put) change).document().withoutVector()));
            }
        }
        if (!misfits.isEmpty()) {
            ledger.projection().dropVectors(embedding.id(), misfits);
            LOG.warn(
                    "{} vectors of the embedder {} do not have {} dimensions. They are dropped and made again.",
                    misfits.size(),
                    embedding.id(),
                    embedding.dimension());
        }
        return fitting;
    }

    private void note(List<IndexChange> changes, boolean embedded) {
        for (IndexChange change : changes) {
            if (change instanceof IndexChange.Remove removed) {
                unpurged |= removed.destroyed();
            } else if (change instanceof IndexChange.Put put && put.document().vector() == null) {
                // From another process, or from an embedder that has been replaced meanwhile.
                embedding.markMissing();
                unembedded |= embedded;
            }
        }
    }

    private void purge() {
        if (unpurged) {
            index.purge();
            unpurged = false;
        }
    }

    /** {@return whether the embedder works, as far as it was used} Makes some of the missing vectors. */
    private boolean embedSome() {
        if (!embedding.clearMissing()) {
            return true;
        }
        try {
            unembedded = embedNext() == EMBEDDING_BATCH;
            if (unembedded) {
                embedding.markMissing();
            }
            return true;
        } catch (EmbedderException | StorageException e) {
            unembedded = InterruptGuard.caused(e) || e instanceof StorageException;
            embedding.markMissing();
            LOG.debug("Missing vectors still cannot be made by {}.", embedding.id(), e);
            return false;
        }
    }

    private void embedAll(ProgressListener progress) {
        try {
            embedMissing(progress);
        } catch (EmbedderException e) {
            embedding.markMissing();
            LOG.warn("The embedder {} failed. Items without vectors are found by words alone.", embedding.id(), e);
        }
    }

    private void embedMissing(ProgressListener progress) {
        long total =
                progress == ProgressListener.SILENT ? 0 : ledger.projection().countUnembedded(embedding.id());
        long done = 0;
        for (int made = embedNext(); made > 0; made = embedNext()) {
            done += made;
            progress.progress("embedding", done, Math.max(done, total));
        }
    }

    private int embedNext() {
        Map<MissingVector, float[]> made =
                vectorsOf(ledger.projection().missingVectors(embedding.id(), EMBEDDING_BATCH));
        if (!made.isEmpty()) {
            ledger.projection().putVectors(embedding.id(), made);
        }
        return made.size();
    }

    private Map<MissingVector, float[]> vectorsOf(List<MissingVector> missing) {
        Map<MissingVector, float[]> made = new LinkedHashMap<>();
        if (!missing.isEmpty()) {
            List<float[]> vectors =
                    embedding.texts(missing.stream().map(MissingVector::text).toList());
            for (int i = 0; i < missing.size(); i++) {
                made.put(missing.get(i), vectors.get(i));
            }
        }
        return made;
    }

    /**
     * Fills an index that is not in use yet, next to the one in use: first the vectors, without notifying the one in
     * use, then the documents.
     *
     * @throws EmbedderException if the embedder fails; the vectors made so far are kept
     * @throws MemoryIndexException if the index cannot be written
     */
    void build(ProgressListener progress) {
        embedding.settleScale();
        index.reset(new IndexPosition(ledger.id(), embedding.id(), 0));
        long total = ledger.projection().countUnembedded(embedding.id());
        long done = 0;
        Map<MissingVector, float[]> made =
                vectorsOf(ledger.projection().missingVectors(embedding.id(), EMBEDDING_BATCH));
        while (!made.isEmpty()) {
            ledger.projection().keepVectors(embedding.id(), made);
            done += made.size();
            progress.progress("embedding", done, Math.max(done, total));
            made = vectorsOf(ledger.projection().missingVectors(embedding.id(), EMBEDDING_BATCH));
        }
        apply(progress, true, Integer.MAX_VALUE);
        complete();
    }

    /** Brings an index that is not in use yet up to date with the ledger. */
    void complete() {
        embedMissing(ProgressListener.SILENT);
        apply(ProgressListener.SILENT, true, Integer.MAX_VALUE);
        index.flush();
    }
}
