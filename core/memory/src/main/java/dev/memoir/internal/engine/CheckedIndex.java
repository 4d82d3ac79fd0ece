// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.ErasureLevel;
import dev.memoir.MemoirException;
import dev.memoir.MemoryIndexException;
import dev.memoir.index.Candidate;
import dev.memoir.index.IndexChange;
import dev.memoir.index.IndexPosition;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.TurnPosition;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes all failures of an index typed: whatever an engine, a driver or a client throws becomes a
 * {@link MemoryIndexException}, upon which a search falls back to the ledger and a write is caught up later. As
 * thread-safe as the index.
 */
final class CheckedIndex implements MemoryIndex {

    private final MemoryIndex index;

    CheckedIndex(MemoryIndex index) {
        this.index = index;
    }

    @Override
    public IndexPosition position() {
        return guarded("report its position", index::position);
    }

    @Override
    public void reset(IndexPosition start) {
        guarded("be emptied", () -> index.reset(start));
    }

    @Override
    public void apply(List<IndexChange> changes, IndexPosition upTo) {
        guarded("be written", () -> index.apply(changes, upTo));
    }

    @Override
    public List<Candidate> search(IndexQuery query) {
        return guarded("be searched", () -> index.search(query));
    }

    @Override
    public List<Candidate> searchAt(IndexQuery query, Collection<TurnPosition> positions) {
        return guarded("be searched", () -> index.searchAt(query, positions));
    }

    @Override
    public boolean matchesWords() {
        return index.matchesWords();
    }

    @Override
    public void purge() {
        guarded("be purged", index::purge);
    }

    @Override
    public ErasureLevel erasure() {
        return index.erasure();
    }

    @Override
    public void flush() {
        guarded("be flushed", index::flush);
    }

    @Override
    public void close() {
        guarded("be closed", index::close);
    }

    private void guarded(String what, Runnable call) {
        guarded(what, () -> {
            call.run();
            return true;
        });
    }

    private <T> T guarded(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (MemoirException e) {
            throw e;
        } catch (RuntimeException e) {
            // Only the type of the failure: its message may quote what was searched or stored.
            throw new MemoryIndexException(
                    "The index cannot " + what + " (" + e.getClass().getSimpleName() + "). See the cause.", e);
        }
    }
}
