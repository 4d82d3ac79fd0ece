// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.embed.SimilarityScale;
import dev.memoir.index.IndexChange;
import dev.memoir.ledger.MissingVector;
import dev.memoir.ledger.ProjectionLedger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The change feed and the vectors in a relational database. Thread-safe. */
final class JdbcProjectionLedger implements ProjectionLedger {

    private final LedgerDatabase database;

    JdbcProjectionLedger(LedgerDatabase database) {
        this.database = database;
    }

    @Override
    public long lastChange() {
        return database.read(ChangeFeed::last);
    }

    @Override
    public long countChanges(long after) {
        return database.read(handle -> ChangeFeed.count(handle, after));
    }

    @Override
    public List<IndexChange> changes(long after, int limit, String embedderId) {
        return database.read(handle -> ChangeFeed.after(handle, after, limit, embedderId));
    }

    @Override
    public List<MissingVector> missingVectors(String embedderId, int limit) {
        return database.read(handle -> VectorTable.missing(handle, embedderId, limit));
    }

    @Override
    public long countUnembedded(String embedderId) {
        return database.read(handle -> VectorTable.countMissing(handle, embedderId));
    }

    @Override
    public void putVectors(String embedderId, Map<MissingVector, float[]> vectors) {
        database.write(handle -> {
            database.lock(handle, VectorTable.scopes(handle, vectors.keySet()));
            return VectorWriter.put(handle, embedderId, vectors, true);
        });
    }

    @Override
    public void keepVectors(String embedderId, Map<MissingVector, float[]> vectors) {
        database.write(handle -> {
            database.lock(handle, VectorTable.scopes(handle, vectors.keySet()));
            return VectorWriter.put(handle, embedderId, vectors, false);
        });
    }

    @Override
    public OptionalInt vectorDimension(String embedderId, int preferred) {
        return database.read(handle -> VectorTable.dimension(handle, embedderId, preferred));
    }

    @Override
    public Optional<SimilarityScale> similarityScale(String embedderId, int reference) {
        return database.read(handle -> SimilarityScaleTable.find(handle, embedderId, reference));
    }

    @Override
    public SimilarityScale keepSimilarityScale(String embedderId, int reference, SimilarityScale measured) {
        return database.write(handle -> SimilarityScaleTable.keep(handle, embedderId, reference, measured));
    }

    @Override
    public void dropVectors(String embedderId, Collection<String> items) {
        database.write(handle -> {
            VectorTable.drop(handle, embedderId, items);
            return items.size();
        });
    }

    @Override
    public long dropVectors(String embedderId) {
        return database.write(handle -> VectorTable.dropAll(handle, embedderId));
    }
}
