// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.pgvector;

import dev.memoir.MemoirException;
import dev.memoir.MemoryIndexException;
import dev.memoir.MemoryIndexIncompatibleException;
import dev.memoir.MemoryIndexUnavailableException;
import dev.memoir.jdbc.PostgresServerFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;

/** The tables of one index, and transactions on them. Thread-safe. */
final class PgVectorTables {

    /**
     * SQL states that call for a retry: of concurrent lock requests or extension creations, and of distributed engines.
     */
    private static final Set<String> RETRYABLE = Set.of("40001", "40P01", "23505", "42710");

    private static final int ATTEMPTS = 5;

    private final DataSource source;
    private final String name;
    private final String extension;

    /** Work in a transaction. */
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** Creates access to tables in a database with the extension in the given schema. */
    PgVectorTables(DataSource source, String name, String extension) {
        this.source = source;
        this.name = name;
        this.extension = extension;
    }

    /**
     * {@return a statement with its placeholders replaced: {@code {t}} by the table of documents, {@code {vector}} by
     * the vector type, and {@code {distance}} by the operator for 1 minus the cosine}
     */
    String in(String statement) {
        return statement
                .replace("{t}", name)
                .replace("{vector}", extension + ".vector")
                .replace("{distance}", "OPERATOR(" + extension + ".<=>)");
    }

    <T> T inTransaction(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = source.getConnection()) {
                return inTransaction(connection, work);
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !isRetryable(e)) {
                    throw failed(e);
                }
            }
        }
    }

    /** {@return whether a repetition may well succeed} */
    static boolean isRetryable(SQLException failure) {
        return RETRYABLE.contains(String.valueOf(failure.getSQLState()));
    }

    private static <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
        boolean before = connection.getAutoCommit();
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            T result = work.with(connection);
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                connection.rollback();
            }
            connection.setAutoCommit(before);
        }
    }

    /** Runs a statement that cannot run in a transaction. */
    void execute(String statement) {
        try (Connection connection = source.getConnection()) {
            boolean before = connection.getAutoCommit();
            connection.setAutoCommit(true);
            try (Statement running = connection.createStatement()) {
                running.execute(in(statement));
            } finally {
                connection.setAutoCommit(before);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** {@return the failure as an exception of the engine; only the driver's exception is kept as the cause} */
    MemoirException failed(Throwable failure) {
        if (failure instanceof MemoirException known) {
            return known;
        }
        SQLException cause = PostgresServerFailure.cause(failure);
        if (cause == null) {
            return new MemoryIndexException("The index in the PostgreSQL table " + name + " failed.", failure);
        }
        String message = "The index in the PostgreSQL table " + name + " " + PostgresServerFailure.describe(cause);
        if (PostgresServerFailure.isUnavailable(cause)) {
            return new MemoryIndexUnavailableException(message, cause);
        }
        return PostgresServerFailure.isPermanent(cause)
                ? new MemoryIndexIncompatibleException(message, cause)
                : new MemoryIndexException(message, cause);
    }
}
