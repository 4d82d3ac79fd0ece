package dev.memoir.ledger.jdbc;

import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.SummaryLedgerContract;
import dev.memoir.server.NeedsServer;
import dev.memoir.server.TestServer;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;

@NeedsServer(TestServer.POSTGRES)
class PostgresEpisodeLedgerTest extends SummaryLedgerContract {

    private final PostgresSchemas schema = new PostgresSchemas();

    @Override
    protected Ledger open() {
        return schema.open();
    }

    @AfterEach
    void drop() throws SQLException {
        schema.close();
    }
}
