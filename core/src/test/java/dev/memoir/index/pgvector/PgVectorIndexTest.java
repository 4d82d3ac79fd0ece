package dev.memoir.index.pgvector;

import dev.memoir.index.MemoryIndex;
import dev.memoir.index.WordIndexContract;
import dev.memoir.server.NeedsServer;
import dev.memoir.server.TestDatabase;
import dev.memoir.server.TestServer;
import dev.memoir.server.TestedStore;
import org.junit.jupiter.api.AfterAll;

/** The contract of an index, in PostgreSQL. */
@NeedsServer(TestServer.POSTGRES)
class PgVectorIndexTest extends WordIndexContract {

    private static final TestDatabase DATABASE = new TestDatabase();

    @Override
    protected String store() {
        return TestedStore.postgres();
    }

    @Override
    protected MemoryIndex open(int dimension) {
        return PgVectorIndex.over(DATABASE.source())
                .schema(DATABASE.schema())
                .tablePrefix("mm_")
                .build()
                .open(dimension);
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }
}
