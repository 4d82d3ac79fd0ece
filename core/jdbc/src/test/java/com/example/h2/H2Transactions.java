// SPDX-License-Identifier: Apache-2.0
package com.example.h2;

import dev.memoir.ledger.jdbc.dialect.TransactionControl;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Snapshots for readers, {@code READ COMMITTED} for writers. */
final class H2Transactions implements TransactionControl {

    private final TransactionControl driver = TransactionControl.ofDriver("");

    @Override
    public void beginRead(Connection connection) throws SQLException {
        isolate(connection, "SNAPSHOT");
        driver.beginRead(connection);
    }

    @Override
    public void beginWrite(Connection connection) throws SQLException {
        isolate(connection, "READ COMMITTED");
        driver.beginWrite(connection);
    }

    private static void isolate(Connection connection, String level) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL " + level);
        }
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        driver.commit(connection);
    }

    @Override
    public void rollback(Connection connection) throws SQLException {
        driver.rollback(connection);
    }
}
