// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.history;

import dev.memoir.samples.server.database.ServerDatabase;
import dev.memoir.samples.server.database.TestDatabase;
import dev.memoir.testing.server.NeedsServer;
import dev.memoir.testing.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

@NeedsServer(TestServer.POSTGRES)
class PostgresCallHistoryTest extends CallHistoryContract {

    private static TestDatabase postgres;

    @BeforeAll
    static void create() {
        postgres = new TestDatabase();
    }

    @AfterAll
    static void drop() {
        postgres.close();
    }

    @Override
    ServerDatabase open() {
        ServerDatabase database = postgres.open();
        database.client().sql("delete from call_history").update();
        return database;
    }
}
