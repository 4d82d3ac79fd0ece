package dev.memoir.index.pgvector;

import dev.memoir.MemoryIndexException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The extension {@code vector} of a database. */
final class Extension {

    private Extension() {}

    /**
     * Makes the extension if need be.
     *
     * @return whether it goes on searching a graph until enough of what it finds is admitted, as it does from 0.8 on
     * @throws MemoryIndexException if it is not there and cannot be made
     */
    static boolean filtersInGraph(Connection connection) throws SQLException {
        String version = version(connection);
        if (version.isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE EXTENSION IF NOT EXISTS vector");
            } catch (SQLException e) {
                throw new MemoryIndexException(
                        "The database has no pgvector, and this user cannot add it. Have an administrator install it and"
                                + " run CREATE EXTENSION vector in this database.",
                        e);
            }
            version = version(connection);
        }
        String[] parts = version.split("\\.");
        return Integer.parseInt(parts[0]) > 0 || Integer.parseInt(parts[1]) >= 8;
    }

    private static String version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT extversion FROM pg_extension WHERE extname = 'vector'")) {
            return row.next() ? row.getString(1) : "";
        }
    }
}
