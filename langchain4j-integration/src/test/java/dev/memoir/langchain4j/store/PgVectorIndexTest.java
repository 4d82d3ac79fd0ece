// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j.store;

import dev.langchain4j.store.embedding.pgvector.PgVectorEmbeddingStore;
import dev.memoir.index.MemoryIndex;
import dev.memoir.testing.contract.MemoryIndexContract;
import dev.memoir.testing.server.NeedsServer;
import dev.memoir.testing.server.StoreVersion;
import dev.memoir.testing.server.TestDatabase;
import dev.memoir.testing.server.TestServer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;

/** The index contract on a PostgreSQL server with pgvector. */
@NeedsServer(TestServer.POSTGRES)
class PgVectorIndexTest extends MemoryIndexContract {

    private static final TestDatabase DATABASE = new TestDatabase();

    private final String table = "memoir_" + UUID.randomUUID().toString().replace('-', '_');
    private final Map<Integer, PgVectorEmbeddingStore> stores = new HashMap<>();

    private PgVectorEmbeddingStore store(int dimension) {
        return PgVectorEmbeddingStore.datasourceBuilder()
                .datasource(DATABASE.source())
                .table(table + "_" + dimension)
                .dimension(dimension)
                .build();
    }

    @AfterEach
    void drop() {
        stores.keySet().forEach(dimension -> DATABASE.execute("DROP TABLE " + table + "_" + dimension));
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Override
    protected String store() {
        return StoreVersion.postgres() + " through " + StoreVersion.library(PgVectorEmbeddingStore.class);
    }

    @Override
    protected MemoryIndex open(int dimension) {
        return EmbeddingStoreMemoryIndex.factory(stores.computeIfAbsent(dimension, this::store))
                .open(dimension);
    }
}
