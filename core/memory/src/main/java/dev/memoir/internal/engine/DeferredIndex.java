// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.ErasureLevel;
import dev.memoir.MemoryIndexException;
import dev.memoir.MemoryIndexUnavailableException;
import dev.memoir.index.Candidate;
import dev.memoir.index.IndexChange;
import dev.memoir.index.IndexPosition;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.TurnPosition;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An index for which the server was unavailable when the memory was opened. The first caller that applies changes once
 * the server is back opens it; until then searches fail immediately. Thread-safe.
 */
public final class DeferredIndex implements MemoryIndex {

    private static final Logger LOG = LoggerFactory.getLogger(DeferredIndex.class);

    private final Supplier<MemoryIndex> opening;
    private volatile @Nullable MemoryIndex opened;
    private boolean closed;

    private DeferredIndex(Supplier<MemoryIndex> opening) {
        this.opening = opening;
    }

    /**
     * {@return an open index, or one that is opened when its server is back}
     *
     * @param opening opens the index
     * @throws MemoryIndexException if it cannot be opened for another reason than an unavailable server
     */
    public static MemoryIndex open(Supplier<MemoryIndex> opening) {
        try {
            return opening.get();
        } catch (MemoryIndexUnavailableException e) {
            LOG.warn(
                    "The index is unavailable. The memory starts without it and recalls from the ledger until it is"
                            + " back.",
                    e);
            return new DeferredIndex(opening);
        }
    }

    private synchronized MemoryIndex reach() {
        MemoryIndex index = opened;
        if (index == null) {
            if (closed) {
                throw unavailable();
            }
            index = opening.get();
            opened = index;
        }
        return index;
    }

    private MemoryIndex reached() {
        MemoryIndex index = opened;
        if (index == null) {
            throw unavailable();
        }
        return index;
    }

    private static MemoryIndexException unavailable() {
        return new MemoryIndexUnavailableException("The index has been unavailable since the memory was opened.", null);
    }

    @Override
    public IndexPosition position() {
        return reach().position();
    }

    @Override
    public void reset(IndexPosition start) {
        reach().reset(start);
    }

    @Override
    public void apply(List<IndexChange> changes, IndexPosition upTo) {
        reach().apply(changes, upTo);
    }

    @Override
    public List<Candidate> search(IndexQuery query) {
        return reached().search(query);
    }

    @Override
    public List<Candidate> searchAt(IndexQuery query, Collection<TurnPosition> positions) {
        return reached().searchAt(query, positions);
    }

    @Override
    public boolean matchesWords() {
        MemoryIndex index = opened;
        return index == null || index.matchesWords();
    }

    @Override
    public void purge() {
        reached().purge();
    }

    @Override
    public ErasureLevel erasure() {
        MemoryIndex index = opened;
        return index == null ? ErasureLevel.REMOVED : index.erasure();
    }

    @Override
    public void flush() {
        reached().flush();
    }

    @Override
    public synchronized void close() {
        closed = true;
        MemoryIndex index = opened;
        if (index != null) {
            index.close();
        }
    }
}
