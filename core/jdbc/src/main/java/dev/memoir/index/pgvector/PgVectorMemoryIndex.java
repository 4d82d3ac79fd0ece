// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.pgvector;

import dev.memoir.ErasureLevel;
import dev.memoir.index.Candidate;
import dev.memoir.index.IndexChange;
import dev.memoir.index.IndexPosition;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.TurnPosition;
import java.util.Collection;
import java.util.List;

/** The index that a {@link PgVectorIndex} opens. Applied changes are durable at once, together with the position. */
final class PgVectorMemoryIndex implements MemoryIndex {

    private final PgVectorFeedApplier applier;
    private final PgVectorSearch search;
    private final Runnable closing;

    PgVectorMemoryIndex(PgVectorFeedApplier applier, PgVectorSearch search, Runnable closing) {
        this.applier = applier;
        this.search = search;
        this.closing = closing;
    }

    @Override
    public IndexPosition position() {
        return applier.position();
    }

    @Override
    public void reset(IndexPosition start) {
        applier.reset(start);
    }

    @Override
    public void apply(List<IndexChange> changes, IndexPosition upTo) {
        applier.apply(changes, upTo);
    }

    @Override
    public List<Candidate> search(IndexQuery query) {
        return search.search(query);
    }

    @Override
    public List<Candidate> searchAt(IndexQuery query, Collection<TurnPosition> positions) {
        return search.at(query, positions);
    }

    @Override
    public void purge() {
        applier.purge();
    }

    @Override
    public ErasureLevel erasure() {
        return ErasureLevel.REMOVED;
    }

    @Override
    public void flush() {
        // Each transaction is durable when it commits.
    }

    @Override
    public void close() {
        closing.run();
    }
}
