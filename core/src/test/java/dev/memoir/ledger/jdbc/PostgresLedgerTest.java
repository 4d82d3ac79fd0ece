package dev.memoir.ledger.jdbc;

import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.LedgerContract;
import dev.memoir.server.NeedsServer;
import dev.memoir.server.TestServer;
import org.junit.jupiter.api.AfterEach;

@NeedsServer(TestServer.POSTGRES)
class PostgresLedgerTest extends LedgerContract {

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
