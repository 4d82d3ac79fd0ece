// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.ledger.Ledger;
import dev.memoir.testing.contract.MemoryLedgerContract;
import dev.memoir.testing.server.NeedsServer;
import dev.memoir.testing.server.StoreVersion;
import dev.memoir.testing.server.TestServer;
import org.junit.jupiter.api.AfterEach;

@NeedsServer(TestServer.POSTGRES)
class PostgresLedgerTest extends MemoryLedgerContract {

    private final PostgresSchemas schema = new PostgresSchemas();

    @Override
    protected String store() {
        return StoreVersion.postgres();
    }

    @Override
    protected Ledger open() {
        return schema.open();
    }

    @AfterEach
    void drop() {
        schema.close();
    }
}
