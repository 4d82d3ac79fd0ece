// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.ledger.Ledger;
import dev.memoir.testing.contract.LearningLedgerContract;
import dev.memoir.testing.server.NeedsServer;
import dev.memoir.testing.server.TestServer;
import org.junit.jupiter.api.AfterEach;

@NeedsServer(TestServer.POSTGRES)
class PostgresLearningLedgerTest extends LearningLedgerContract {

    private final PostgresSchemas schema = new PostgresSchemas();

    @Override
    protected Ledger open() {
        return schema.open();
    }

    @AfterEach
    void drop() {
        schema.close();
    }
}
