package dev.memoir.langchain4j.store;

import dev.langchain4j.store.embedding.chroma.ChromaApiVersion;
import dev.langchain4j.store.embedding.chroma.ChromaEmbeddingStore;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.MemoryIndexContract;
import dev.memoir.server.NeedsServer;
import dev.memoir.server.TestServer;
import dev.memoir.server.TestedStore;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What every index does, on a Chroma server. */
@NeedsServer(TestServer.CHROMA)
class ChromaIndexTest extends MemoryIndexContract {

    private final Map<Integer, ChromaEmbeddingStore> stores = new HashMap<>();

    private static ChromaEmbeddingStore collection() {
        return ChromaEmbeddingStore.builder()
                .apiVersion(ChromaApiVersion.V2)
                .baseUrl(TestServer.CHROMA.uri().toString())
                .tenantName("default_tenant")
                .databaseName("default_database")
                .collectionName("memoir-" + UUID.randomUUID())
                .build();
    }

    @Override
    protected String store() {
        return TestedStore.chroma() + " through " + TestedStore.library(ChromaEmbeddingStore.class);
    }

    @Override
    protected MemoryIndex open(int dimension) {
        return EmbeddingStoreMemoryIndex.over(stores.computeIfAbsent(dimension, first -> collection()))
                .open(dimension);
    }
}
