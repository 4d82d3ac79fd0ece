package dev.memoir.langchain4j.store;

import dev.langchain4j.store.embedding.pgvector.PgVectorEmbeddingStore;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.MemoryIndexContract;
import dev.memoir.server.NeedsServer;
import dev.memoir.server.TestServer;
import dev.memoir.server.TestedStore;
import java.util.UUID;

/** What every index does, on a PostgreSQL server with pgvector. */
@NeedsServer(TestServer.POSTGRES)
class PgVectorIndexTest extends MemoryIndexContract {

    private final PgVectorEmbeddingStore store = PgVectorEmbeddingStore.builder()
            .host(TestServer.POSTGRES.uri().getHost())
            .port(TestServer.POSTGRES.uri().getPort())
            .user(TestServer.POSTGRES.user())
            .password(TestServer.POSTGRES.password())
            .database(TestServer.POSTGRES.database())
            .table("memoir_" + UUID.randomUUID().toString().replace('-', '_'))
            .dimension(4)
            .build();

    @Override
    protected String store() {
        return TestedStore.postgres() + " through " + TestedStore.library(PgVectorEmbeddingStore.class);
    }

    @Override
    protected MemoryIndex open() {
        return EmbeddingStoreMemoryIndex.over(store).open(4);
    }
}
