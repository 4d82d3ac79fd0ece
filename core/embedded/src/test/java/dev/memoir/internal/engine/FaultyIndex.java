// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.MemoryIndexException;
import dev.memoir.index.Candidate;
import dev.memoir.index.IndexChange;
import dev.memoir.index.IndexPosition;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.TurnPosition;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A real index with switches that make its writes or searches fail. */
final class FaultyIndex implements MemoryIndex {

    private final MemoryIndex index;
    volatile @Nullable MemoryIndexException writing;
    volatile @Nullable MemoryIndexException searching;
    volatile Runnable beforeWriting = () -> {};

    FaultyIndex(MemoryIndex index) {
        this.index = index;
    }

    private static void failWith(@Nullable MemoryIndexException failure) {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public IndexPosition position() {
        return index.position();
    }

    @Override
    public void reset(IndexPosition start) {
        index.reset(start);
    }

    @Override
    public void apply(List<IndexChange> changes, IndexPosition upTo) {
        failWith(writing);
        beforeWriting.run();
        index.apply(changes, upTo);
    }

    @Override
    public List<Candidate> search(IndexQuery query) {
        failWith(searching);
        return index.search(query);
    }

    @Override
    public List<Candidate> searchAt(IndexQuery query, Collection<TurnPosition> positions) {
        failWith(searching);
        return index.searchAt(query, positions);
    }

    @Override
    public void purge() {
        index.purge();
    }

    @Override
    public void flush() {
        index.flush();
    }

    @Override
    public void close() {
        index.close();
    }
}
