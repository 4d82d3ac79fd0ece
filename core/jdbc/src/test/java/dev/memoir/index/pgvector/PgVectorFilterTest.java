// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.pgvector;

import dev.memoir.index.IndexPosition;
import dev.memoir.index.MemoryIndex;
import dev.memoir.testing.contract.FilterContract;
import dev.memoir.testing.server.PostgresNamedCondition;
import dev.memoir.testing.server.TestDatabase;
import dev.memoir.testing.server.TestServer;
import dev.memoir.testing.server.UnnamedServer;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;

@AddLifecycleHook(PostgresNamedCondition.class)
class PgVectorFilterTest extends FilterContract {

    private static final TestDatabase DATABASE = new TestDatabase();

    private static @Nullable MemoryIndex index;

    @Override
    protected MemoryIndex open() {
        MemoryIndex opened = index == null
                ? PgVectorIndex.builder(
                                TestServer.POSTGRES.jdbcUrl(),
                                TestServer.POSTGRES.user(),
                                TestServer.POSTGRES.password())
                        .schema(DATABASE.schema())
                        .build()
                        .open(4)
                : index;
        index = opened;
        opened.position();
        opened.reset(new IndexPosition("ledger", "embedder", 0));
        return opened;
    }

    @Override
    protected void close(MemoryIndex index) {
        // The next try empties it: creating the tables takes longer than all of a try.
    }

    @AfterContainer
    static void drop() {
        if (UnnamedServer.reason(TestServer.POSTGRES, "").isEmpty() && index != null) {
            index.close();
            DATABASE.close();
        }
    }
}
