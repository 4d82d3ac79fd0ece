package dev.memoir.langchain4j.store;

import dev.langchain4j.store.embedding.chroma.ChromaApiVersion;
import dev.langchain4j.store.embedding.chroma.ChromaEmbeddingStore;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.MemoryIndexContract;
import java.util.UUID;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** What every index does, on a Chroma server, such as {@code http://localhost:8000}. */
@EnabledIfEnvironmentVariable(named = "MEMOIR_TEST_CHROMA", matches = "http.+")
class ChromaIndexTest extends MemoryIndexContract {

    private final ChromaEmbeddingStore store = ChromaEmbeddingStore.builder()
            .apiVersion(ChromaApiVersion.V2)
            .baseUrl(System.getenv("MEMOIR_TEST_CHROMA"))
            .tenantName("default_tenant")
            .databaseName("default_database")
            .collectionName("memoir-" + UUID.randomUUID())
            .build();

    @Override
    protected MemoryIndex open() {
        return EmbeddingStoreMemoryIndex.over(store).open(4);
    }
}
