// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.pgvector;

import dev.memoir.index.MemoryIndex;
import dev.memoir.testing.contract.WordIndexContract;
import dev.memoir.testing.server.NeedsServer;
import dev.memoir.testing.server.StoreVersion;
import dev.memoir.testing.server.TestDatabase;
import dev.memoir.testing.server.TestServer;
import org.junit.jupiter.api.AfterAll;

/** The contract of an index, in PostgreSQL. */
@NeedsServer(TestServer.POSTGRES)
class PgVectorIndexTest extends WordIndexContract {

    private static final TestDatabase DATABASE = new TestDatabase();

    @Override
    protected String store() {
        return StoreVersion.postgres();
    }

    @Override
    protected MemoryIndex open(int dimension) {
        return PgVectorIndex.builder(DATABASE.source())
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
