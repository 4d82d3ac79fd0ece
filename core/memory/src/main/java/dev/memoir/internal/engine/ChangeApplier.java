// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.ProgressListener;
import dev.memoir.index.IndexChange;
import dev.memoir.index.IndexPosition;
import dev.memoir.index.MemoryIndex;
import dev.memoir.ledger.Ledger;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the ledger's change feed and applies it to one index, in batches. Writing needs {@link IndexProjector}'s lock;
 * the position and the number of waiting changes can be read by any thread.
 */
final class ChangeApplier {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeApplier.class);

    /** Changes per batch: some megabytes of text and vectors, some ten milliseconds of work. */
    private static final int BATCH = 1000;

    private final Ledger ledger;
    private final MemoryIndex index;
    private final FaultTolerantEmbedder embedding;

    /** The position of the index as last read or written; {@link IndexPosition#NONE} until it was reached once. */
    private volatile IndexPosition position = IndexPosition.NONE;

    /** Whether destroyed items were removed since the last purge; guarded by the projector's lock. */
    private boolean unpurged;

    ChangeApplier(Ledger ledger, MemoryIndex index, FaultTolerantEmbedder embedding) {
        this.ledger = ledger;
        this.index = index;
        this.embedding = embedding;
    }

    /** {@return the last change that the index has applied, as far as is known} */
    long sequence() {
        return position.sequence();
    }

    /** {@return whether the ledger has changes that the index has not applied, as far as is known} */
    boolean changesWait() {
        return ledger.projection().lastChange() > sequence();
    }

    /** {@return the number of changes that the index has not applied yet} */
    long lag() {
        return ledger.projection().countChanges(sequence());
    }

    /**
     * Reads the position of the index. An index that belongs to another ledger or embedder is emptied when it is
     * reached for the first time; later, if it has lost everything.
     */
    IndexPosition reach() {
        boolean reached = !position.equals(IndexPosition.NONE);
        IndexPosition found = index.position();
        if (reached ? found.equals(IndexPosition.NONE) : !follows(found)) {
            found = start();
            index.reset(found);
        }
        position = found;
        return found;
    }

    private boolean follows(IndexPosition found) {
        return found.ledgerId().equals(ledger.id())
                && found.embedderId().equals(embedding.id())
                && found.sequence() <= ledger.projection().lastChange();
    }

    /** Empties the index, so that it is filled from the start of the feed. */
    void restart() {
        index.reset(start());
    }

    private IndexPosition start() {
        return new IndexPosition(ledger.id(), embedding.id(), 0);
    }

    /**
     * Applies changes.
     *
     * @param progress the listener of the progress
     * @param embedderWorks whether missing vectors can be made, as far as is known
     * @param batches the maximum number of batches
     * @return whether everything is applied
     */
    boolean apply(ProgressListener progress, boolean embedderWorks, int batches) {
        IndexPosition reached = reach();
        long total =
                progress == ProgressListener.SILENT ? 0 : ledger.projection().countChanges(reached.sequence());
        long done = 0;
        for (int batch = 0; batch < batches; batch++) {
            List<IndexChange> changes = fitting(ledger.projection().changes(reached.sequence(), BATCH, embedding.id()));
            if (!changes.isEmpty()) {
                reached = reached.at(changes.get(changes.size() - 1).sequence());
                index.apply(changes, reached);
                position = reached;
                note(changes, embedderWorks);
                done += changes.size();
                progress.progress("indexing", done, Math.max(done, total));
            }
            if (changes.size() < BATCH) {
                purge();
                return true;
            }
        }
        return false;
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

    private void note(List<IndexChange> changes, boolean embedderWorks) {
        for (IndexChange change : changes) {
            if (change instanceof IndexChange.Remove removed) {
                unpurged |= removed.destroyed();
            } else if (change instanceof IndexChange.Put put && put.document().vector() == null) {
                // From another process, or from an embedder that has been replaced meanwhile.
                embedding.vectorsMissing(embedderWorks);
            }
        }
    }

    private void purge() {
        if (unpurged) {
            index.purge();
            unpurged = false;
        }
    }

    /** Makes what was applied durable. */
    void flush() {
        index.flush();
    }
}
