package dev.memoir.ledger.jdbc;

import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.MemoryLedgerContract;
import dev.memoir.server.NeedsServer;
import dev.memoir.server.TestServer;
import dev.memoir.server.TestedStore;
import org.junit.jupiter.api.AfterEach;

@NeedsServer(TestServer.POSTGRES)
class PostgresLedgerTest extends MemoryLedgerContract {

    private final PostgresSchemas schema = new PostgresSchemas();

    @Override
    protected String store() {
        return TestedStore.postgres();
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
