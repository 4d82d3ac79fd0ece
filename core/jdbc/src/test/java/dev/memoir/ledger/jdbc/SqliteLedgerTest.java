// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.UuidV7Generator;
import dev.memoir.ledger.Ledger;
import dev.memoir.testing.contract.MemoryLedgerContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerTest extends MemoryLedgerContract {

    @TempDir
    Path directory;

    @Override
    protected String store() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            return "SQLite " + connection.getMetaData().getDatabaseProductVersion();
        }
    }

    @Override
    protected Ledger open() {
        return JdbcLedger.sqlite(directory.resolve("ledger.db"), new UuidV7Generator(Clock.systemUTC()));
    }
}
