package dev.memoir.index.chroma;

import dev.memoir.server.TestedStore;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.MemoryIndexContract;
import dev.memoir.server.NeedsServer;
import dev.memoir.server.TestServer;
import java.util.UUID;

/** What every index does, on a Chroma server. */
@NeedsServer(TestServer.CHROMA)
class ChromaIndexTest extends MemoryIndexContract {

    private final String collection = "memoir-" + UUID.randomUUID();

    @Override
    protected String store() {
        return TestedStore.chroma();
    }

    @Override
    protected MemoryIndex open() {
        return ChromaIndex.at(TestServer.CHROMA.uri().toString())
                .collection(collection)
                .build()
                .open(4);
    }
}
