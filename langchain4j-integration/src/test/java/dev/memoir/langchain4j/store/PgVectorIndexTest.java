package dev.memoir.langchain4j.store;

import dev.langchain4j.store.embedding.pgvector.PgVectorEmbeddingStore;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.MemoryIndexContract;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** What every index does, on a PostgreSQL server with pgvector, such as {@code postgresql://user:password@localhost:5432/db}. */
@EnabledIfEnvironmentVariable(named = "MEMOIR_TEST_PGVECTOR", matches = "postgresql://.+")
class PgVectorIndexTest extends MemoryIndexContract {

    private final URI server = URI.create(System.getenv("MEMOIR_TEST_PGVECTOR"));
    private final String[] login = server.getUserInfo().split(":", 2);

    private final PgVectorEmbeddingStore store = PgVectorEmbeddingStore.builder()
            .host(server.getHost())
            .port(server.getPort())
            .user(login[0])
            .password(login[1])
            .database(server.getPath().substring(1))
            .table("memoir_" + UUID.randomUUID().toString().replace('-', '_'))
            .dimension(4)
            .build();

    @Override
    protected MemoryIndex open() {
        return EmbeddingStoreMemoryIndex.over(store).open(4);
    }
}
