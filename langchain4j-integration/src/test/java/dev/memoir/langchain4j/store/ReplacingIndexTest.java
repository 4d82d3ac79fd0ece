package dev.memoir.langchain4j.store;

import dev.memoir.index.MemoryIndex;
import dev.memoir.index.MemoryIndexContract;

/** What every index does, on a store that replaces. */
class ReplacingIndexTest extends MemoryIndexContract {

    private final ReplacingStore store = new ReplacingStore();

    @Override
    protected String store() {
        return "a store of this test that replaces";
    }

    @Override
    protected MemoryIndex open() {
        return EmbeddingStoreMemoryIndex.over(store).open(4);
    }
}
