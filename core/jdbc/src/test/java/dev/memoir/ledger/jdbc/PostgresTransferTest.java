// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.ledger.Ledger;
import dev.memoir.testing.contract.TransferContract;
import dev.memoir.testing.server.NeedsServer;
import dev.memoir.testing.server.TestServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

@NeedsServer(TestServer.POSTGRES)
class PostgresTransferTest extends TransferContract {

    private final List<PostgresSchemas> schemas = new ArrayList<>();

    @Override
    protected Ledger open() {
        PostgresSchemas schema = new PostgresSchemas();
        schemas.add(schema);
        return schema.open();
    }

    @AfterEach
    void drop() throws SQLException {
        for (PostgresSchemas schema : schemas) {
            schema.close();
        }
    }
}
