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

/** The tables of one index and the way to them. Thread-safe. */
final class PgVectorTables {

    /** What two that take locks, or make the extension, at once may be told, and distributed engines ask for. */
    private static final Set<String> TO_BE_REPEATED = Set.of("40001", "40P01", "23505", "42710");

    private static final int ATTEMPTS = 5;

    private final DataSource source;
    private final String name;
    private final String extension;

    /** Something to do in a transaction. */
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** Of a database whose extension is in this schema. */
    PgVectorTables(DataSource source, String name, String extension) {
        this.source = source;
        this.name = name;
        this.extension = extension;
    }

    /**
     * {@return a statement in which {@code {t}} stands for the table of documents, {@code {vector}} for the type of vectors,
     * and {@code {distance}} for the operator that tells 1 less the cosine}
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
                if (attempt == ATTEMPTS || !repeats(e)) {
                    throw failed(e);
                }
            }
        }
    }

    /** {@return whether the same may well succeed when it is done again} */
    static boolean repeats(SQLException failure) {
        return TO_BE_REPEATED.contains(String.valueOf(failure.getSQLState()));
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

    /** Runs what cannot be done in a transaction. */
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

    /** {@return the failure as the engine knows it; only the driver's exception is kept as the cause} */
    MemoirException failed(Throwable failure) {
        if (failure instanceof MemoirException known) {
            return known;
        }
        SQLException cause = PostgresServerFailure.cause(failure);
        if (cause == null) {
            return new MemoryIndexException("The index in the PostgreSQL table " + name + " failed.", failure);
        }
        String told = "The index in the PostgreSQL table " + name + " " + PostgresServerFailure.describe(cause);
        if (PostgresServerFailure.isUnavailable(cause)) {
            return new MemoryIndexUnavailableException(told, cause);
        }
        return PostgresServerFailure.isPermanent(cause)
                ? new MemoryIndexIncompatibleException(told, cause)
                : new MemoryIndexException(told, cause);
    }
}
