// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j.store;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import dev.memoir.index.MemoryIndex;
import dev.memoir.testing.contract.MemoryIndexContract;
import dev.memoir.testing.server.StoreVersion;
import java.util.HashMap;
import java.util.Map;

/** The index contract on LangChain4j's in-memory store, which keeps duplicates. */
class InMemoryIndexTest extends MemoryIndexContract {

    private final Map<Integer, InMemoryEmbeddingStore<TextSegment>> stores = new HashMap<>();

    @Override
    protected String store() {
        return "InMemoryEmbeddingStore of " + StoreVersion.library(InMemoryEmbeddingStore.class);
    }

    @Override
    protected MemoryIndex open(int dimension) {
        return EmbeddingStoreMemoryIndex.factory(
                        stores.computeIfAbsent(dimension, first -> new InMemoryEmbeddingStore<>()))
                .open(dimension);
    }
}
