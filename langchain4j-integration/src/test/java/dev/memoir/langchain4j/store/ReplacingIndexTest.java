// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j.store;

import dev.memoir.index.MemoryIndex;
import dev.memoir.testing.contract.MemoryIndexContract;
import java.util.HashMap;
import java.util.Map;

/** The index contract on a store that replaces documents. */
class ReplacingIndexTest extends MemoryIndexContract {

    private final Map<Integer, ReplacingStore> stores = new HashMap<>();

    @Override
    protected String store() {
        return "a store of this test that replaces";
    }

    @Override
    protected MemoryIndex open(int dimension) {
        return EmbeddingStoreMemoryIndex.factory(stores.computeIfAbsent(dimension, first -> new ReplacingStore()))
                .open(dimension);
    }
}
