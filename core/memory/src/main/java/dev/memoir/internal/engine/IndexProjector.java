// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.EmbedderException;
import dev.memoir.ErasureLevel;
import dev.memoir.IndexFailure;
import dev.memoir.MemoryIndexException;
import dev.memoir.MemoryIndexIncompatibleException;
import dev.memoir.MemoryIndexUnavailableException;
import dev.memoir.ProgressListener;
import dev.memoir.index.MemoryIndex;
import dev.memoir.ledger.Ledger;
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

    private final MemoryIndex index;
    private final FaultTolerantEmbedder embedding;
    private final ChangeApplier changes;
    private final VectorBackfill vectors;
    private final ProjectionLifecycle lifecycle = new ProjectionLifecycle();
    private final IndexHealth health;

    /** Fair: a writer gets its turn between two batches of a backlog. */
    private final ReentrantLock lock = new ReentrantLock(true);

    /** The number of attempts that have begun; written under the lock. */
    private volatile long begun;

    /** The number of the last attempt that applied everything; guarded by the lock. */
    private long succeeded;

    IndexProjector(Ledger ledger, MemoryIndex index, FaultTolerantEmbedder embedding, IndexHealth health) {
        this.index = index;
        this.embedding = embedding;
        this.changes = new ChangeApplier(ledger, index, embedding);
        this.vectors = new VectorBackfill(ledger, embedding);
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
            changes.reach();
            vectors.tryAll(progress);
            fill(progress);
            lifecycle.caughtUp();
        } catch (MemoryIndexIncompatibleException e) {
            throw e;
        } catch (MemoryIndexException e) {
            embedding.vectorsMissing(false);
            lifecycle.failed(e, FailureBackoff.after(started));
        }
    }

    private void fill(ProgressListener progress) {
        try {
            applyAll(progress);
        } catch (MemoryIndexUnavailableException e) {
            throw e;
        } catch (MemoryIndexException e) {
            LOG.warn("The index cannot be continued. It is filled from the ledger again.", e);
            changes.restart();
            applyAll(progress);
        }
    }

    private void applyAll(ProgressListener progress) {
        lock.lock();
        try {
            changes.apply(progress, true, Integer.MAX_VALUE);
        } finally {
            lock.unlock();
        }
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
        changes.restart();
        vectors.prepareAll(progress);
        applyAll(progress);
        complete();
    }

    /** Brings an index that is not in use yet up to date with the ledger. */
    void complete() {
        vectors.makeAll(ProgressListener.SILENT);
        applyAll(ProgressListener.SILENT);
        changes.flush();
        lifecycle.caughtUp();
    }

    /**
     * Applies committed changes, at most one batch: a backlog is worked off in the background, and callers do not wait
     * for it. Of several callers that wait, the first applies the changes of all. After a failure the index catches up later. If an attempt took long to fail, the same time passes before
     * the next one, and no caller waits for an attempt of another thread: an unavailable index costs writers no more
     * than the first attempt.
     *
     * @return whether the index is up to date with the ledger as of this call
     */
    boolean catchUp() {
        if (lifecycle.incomplete() && (lifecycle.backingOff() || lock.isLocked()) && lifecycle.skipped()) {
            return false;
        }
        boolean embedderWorks = vectors.makeSome();
        long before = begun;
        lock.lock();
        try {
            // An attempt that began after this call's commit has read it.
            return succeeded > before || (!lifecycle.backingOff() && attempt(embedderWorks, 1));
        } finally {
            lock.unlock();
        }
    }

    /** Applies everything that was committed, however much it is; waits for other threads that apply. */
    boolean catchUpAll() {
        boolean embedderWorks = vectors.makeSome();
        lock.lock();
        try {
            return attempt(embedderWorks, Integer.MAX_VALUE);
        } finally {
            lock.unlock();
        }
    }

    /** Embeds and applies everything, and reports the progress; after a failure it catches up later. */
    boolean catchUp(ProgressListener progress) {
        vectors.tryAll(progress);
        lock.lock();
        try {
            return applied(progress, true, Integer.MAX_VALUE);
        } catch (MemoryIndexException e) {
            // An import may have worked for hours before it failed, which says nothing about how long to back off.
            lifecycle.failed(e, FailureBackoff.NONE);
            return false;
        } finally {
            lock.unlock();
        }
    }

    private boolean attempt(boolean embedderWorks, int batches) {
        long started = System.nanoTime();
        long number = begun + 1;
        begun = number;
        try {
            boolean all = applied(ProgressListener.SILENT, embedderWorks, batches);
            succeeded = all ? number : succeeded;
            return all;
        } catch (RuntimeException e) {
            // Not only the index may fail: the ledger is read too. What is to be applied is committed, so no caller
            // fails because of it.
            lifecycle.failed(e, FailureBackoff.after(started));
            return false;
        }
    }

    private boolean applied(ProgressListener progress, boolean embedderWorks, int batches) {
        do {
            lifecycle.started();
            if (!changes.apply(progress, embedderWorks, batches)) {
                lifecycle.batchApplied();
                return false;
            }
        } while (lifecycle.caughtUp());
        return true;
    }

    /**
     * Catches up if the index is behind, if items wait for their vectors, or if the ledger is ahead: another process
     * wrote to it, or a call of this process failed between its commit and the index.
     */
    void follow() {
        embedding.settleScale();
        long before;
        do {
            if (!lifecycle.incomplete() && !embedding.vectorsDue() && !changes.changesWait()) {
                return;
            }
            before = changes.sequence();
            catchUp();
        } while (changes.sequence() > before);
    }

    /** Returns whether committed changes are not in the index, because there are many or because it failed. */
    boolean behind() {
        return lifecycle.incomplete();
    }

    /** Returns the number of changes that the index has not applied yet. */
    long lag() {
        return changes.lag();
    }

    /** Returns why the index cannot be written or searched at present, or null if it can. */
    @Nullable
    IndexFailure failure() {
        IndexFailure writing = lifecycle.failure();
        return writing == null ? health.searchFailure() : writing;
    }

    /** Returns how far forgotten bytes are erased from the index. */
    ErasureLevel erasure() {
        return index.erasure();
    }

    String embedderId() {
        return embedding.id();
    }
}
