// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j.store;

import dev.langchain4j.store.embedding.chroma.ChromaApiVersion;
import dev.langchain4j.store.embedding.chroma.ChromaEmbeddingStore;
import dev.memoir.index.MemoryIndex;
import dev.memoir.testing.contract.MemoryIndexContract;
import dev.memoir.testing.server.NeedsServer;
import dev.memoir.testing.server.StoreVersion;
import dev.memoir.testing.server.TestServer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The index contract on a Chroma server. */
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
        return StoreVersion.chroma() + " through " + StoreVersion.library(ChromaEmbeddingStore.class);
    }

    @Override
    protected MemoryIndex open(int dimension) {
        return EmbeddingStoreMemoryIndex.factory(stores.computeIfAbsent(dimension, first -> collection()))
                .open(dimension);
    }
}
