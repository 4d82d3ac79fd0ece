// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.IdGenerator;
import dev.memoir.UuidV7Generator;
import dev.memoir.ledger.Ledger;
import dev.memoir.testing.server.TestDatabase;
import java.time.Clock;

/** A ledger in a schema of its own on the test server, dropped when the test ends. */
final class PostgresSchemas implements AutoCloseable {

    static final IdGenerator IDS = new UuidV7Generator(Clock.systemUTC());

    private final TestDatabase database = new TestDatabase();

    final String name = database.schema();

    Ledger open() {
        return PostgresLedger.builder(database.source())
                .schema(name)
                .tablePrefix("mm_")
                .build()
                .open(IDS);
    }

    void execute(String sql) {
        database.execute(sql);
    }

    @Override
    public void close() {
        database.close();
    }
}
