// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Transactions of a driver.
 *
 * @param readSnapshot the first statement of a transaction that reads, or an empty text
 */
record DriverTransactions(String readSnapshot) implements TransactionControl {

    @Override
    public void beginRead(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        if (!readSnapshot.isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(readSnapshot);
            }
        }
    }

    @Override
    public void beginWrite(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** Switching auto-commit mode on would commit if the rollback failed, so it is left off; a pool resets it. */
    @Override
    public void rollback(Connection connection) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }
}
