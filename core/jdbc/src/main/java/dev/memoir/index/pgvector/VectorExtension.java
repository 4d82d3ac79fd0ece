// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.pgvector;

import dev.memoir.MemoryIndexException;
import dev.memoir.MemoryIndexIncompatibleException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The extension {@code vector} of a database.
 *
 * @param schema the schema of its types, as named in statements: a table of a ledger may be called {@code vector} too
 * @param filtersInGraph whether it continues a graph search until enough hits are admitted, as from version 0.8
 */
record VectorExtension(String schema, boolean filtersInGraph) {

    private static final String INSTALLED = """
            SELECT quote_ident(n.nspname), CAST(string_to_array(e.extversion, '.') AS INT[]) >= ARRAY[0, 8]
            FROM pg_extension AS e JOIN pg_namespace AS n ON n.oid = e.extnamespace WHERE e.extname = 'vector'
            """;

    /**
     * {@return the extension, created if need be}
     *
     * @throws MemoryIndexException if it is missing and cannot be created
     */
    static VectorExtension of(Connection connection) throws SQLException {
        VectorExtension installed = installed(connection);
        if (installed == null) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE EXTENSION IF NOT EXISTS vector");
            } catch (SQLException e) {
                if (PgVectorTables.isRetryable(e)) {
                    throw e;
                }
                throw new MemoryIndexIncompatibleException(
                        "The database has no pgvector, and this user cannot create it. Have an administrator install it"
                                + " and run CREATE EXTENSION vector in this database.",
                        e);
            }
            installed = installed(connection);
        }
        return Objects.requireNonNull(installed, "just created");
    }

    private static @Nullable VectorExtension installed(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(INSTALLED)) {
            return row.next() ? new VectorExtension(row.getString(1), row.getBoolean(2)) : null;
        }
    }
}
