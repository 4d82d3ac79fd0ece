// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Begins and ends transactions on connections that are in auto-commit mode before and after. Thread-safe. */
public interface TransactionControl {

    /**
     * Begins a transaction that reads one snapshot of the database and does not wait for writers.
     *
     * @param connection a connection in auto-commit mode
     * @throws SQLException if the database fails
     */
    void beginRead(Connection connection) throws SQLException;

    /**
     * Begins a transaction that writes. Each statement must see what was committed before the transaction got its lock:
     * {@code READ COMMITTED}, or a database that is locked as a whole from here on.
     *
     * @param connection a connection in auto-commit mode
     * @throws SQLException if the database fails
     */
    void beginWrite(Connection connection) throws SQLException;

    /**
     * Commits. What was written is durable when this method returns.
     *
     * @param connection the connection of the transaction
     * @throws SQLException if the database fails
     */
    void commit(Connection connection) throws SQLException;

    /**
     * Rolls back, also after a failed commit.
     *
     * @param connection the connection of the transaction
     * @throws SQLException if the database fails
     */
    void rollback(Connection connection) throws SQLException;

    /**
     * {@return transactions of the driver, which begin when auto-commit mode is switched off}
     *
     * @param readSnapshot the statement that makes a transaction read one snapshot, its first one; empty if the
     *     connections of readers do so anyway
     */
    static TransactionControl ofDriver(String readSnapshot) {
        return new DriverTransactions(readSnapshot);
    }

    /**
     * {@return transactions that begin and end with statements, {@code COMMIT} and {@code ROLLBACK} among them, while
     * the driver stays in auto-commit mode}
     *
     * @param beginRead the statement that begins a transaction that reads
     * @param beginWrite the statement that begins a transaction that writes
     */
    static TransactionControl ofStatements(String beginRead, String beginWrite) {
        return new TransactionControl() {
            @Override
            public void beginRead(Connection connection) throws SQLException {
                execute(connection, beginRead);
            }

            @Override
            public void beginWrite(Connection connection) throws SQLException {
                execute(connection, beginWrite);
            }

            @Override
            public void commit(Connection connection) throws SQLException {
                execute(connection, "COMMIT");
            }

            @Override
            public void rollback(Connection connection) throws SQLException {
                execute(connection, "ROLLBACK");
            }
        };
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
