package dev.memoir.index.pgvector;

import dev.memoir.Erasure;
import dev.memoir.index.Candidate;
import dev.memoir.index.IndexChange;
import dev.memoir.index.IndexPosition;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.TurnPosition;
import java.util.Collection;
import java.util.List;

/** The index that a {@link PgVectorIndex} opens. What is applied is durable at once, with the position. */
final class PgVectorMemoryIndex implements MemoryIndex {

    private final PgVectorFeedApplier following;
    private final PgVectorSearch finding;
    private final Runnable closing;

    PgVectorMemoryIndex(PgVectorFeedApplier following, PgVectorSearch finding, Runnable closing) {
        this.following = following;
        this.finding = finding;
        this.closing = closing;
    }

    @Override
    public IndexPosition position() {
        return following.position();
    }

    @Override
    public void reset(IndexPosition start) {
        following.reset(start);
    }

    @Override
    public void apply(List<IndexChange> changes, IndexPosition upTo) {
        following.apply(changes, upTo);
    }

    @Override
    public List<Candidate> search(IndexQuery query) {
        return finding.search(query);
    }

    @Override
    public List<Candidate> at(IndexQuery query, Collection<TurnPosition> positions) {
        return finding.at(query, positions);
    }

    @Override
    public void purge() {
        following.purge();
    }

    @Override
    public Erasure erasure() {
        return Erasure.REMOVED;
    }

    @Override
    public void flush() {
        // Each transaction is durable when it is committed.
    }

    @Override
    public void close() {
        closing.run();
    }
}
