package dev.memoir.index.chroma;

import dev.memoir.index.MemoryIndex;
import dev.memoir.index.MemoryIndexContract;
import java.util.UUID;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** What every index does, on a Chroma server, such as {@code http://localhost:8000}. */
@EnabledIfEnvironmentVariable(
        named = "MEMOIR_TEST_CHROMA",
        matches = "http.+",
        disabledReason = "no Chroma server is named; see docs/servers.md")
class ChromaIndexTest extends MemoryIndexContract {

    private final String collection = "memoir-" + UUID.randomUUID();

    @Override
    protected MemoryIndex open() {
        return ChromaIndex.at(System.getenv("MEMOIR_TEST_CHROMA"))
                .collection(collection)
                .build()
                .open(4);
    }
}
