// SPDX-License-Identifier: Apache-2.0
package dev.memoir.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A read-only connection to a PostgreSQL database for an inspection. Used by one thread. */
public final class InspectionConnection implements AutoCloseable {

    private final ConnectionSource.Opened opened;
    private final Connection connection;

    private InspectionConnection(ConnectionSource.Opened opened, Connection connection) {
        this.opened = opened;
        this.connection = connection;
    }

    /**
     * Reads the current row of a result.
     *
     * @param <T> the type of the value
     */
    @FunctionalInterface
    public interface Row<T> {

        /**
         * {@return the value of the row}
         *
         * @param row the result, at its row
         * @throws SQLException if a column cannot be read
         */
        T read(ResultSet row) throws SQLException;
    }

    /**
     * Connects to a database.
     *
     * @param source the connections
     * @return the connection, in a read-only transaction for each statement
     * @throws SQLException if the server is unreachable or rejects the user
     */
    public static InspectionConnection open(ConnectionSource source) throws SQLException {
        ConnectionSource.Opened opened = source.openForInspection("memoir-inspection");
        try {
            Connection connection = opened.source().getConnection();
            connection.setReadOnly(true);
            return new InspectionConnection(opened, connection);
        } catch (SQLException | RuntimeException e) {
            opened.closing().run();
            throw e;
        }
    }

    /** {@return the connection, closed with this} */
    public Connection connection() {
        return connection;
    }

    /**
     * {@return the value of a query's only row}
     *
     * @param sql the query, with a placeholder for each parameter
     * @param read reads the row
     * @param parameters the values of the placeholders
     * @param <T> the type of the value
     * @throws SQLException if the query fails
     */
    public <T> T one(String sql, Row<T> read, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return read.read(row);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            connection.setReadOnly(false);
        } finally {
            opened.closing().run();
        }
    }
}
