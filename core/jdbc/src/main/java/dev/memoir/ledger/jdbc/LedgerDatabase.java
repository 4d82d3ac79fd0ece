// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.ErasureLevel;
import dev.memoir.IdGenerator;
import dev.memoir.MemoirException;
import dev.memoir.MemoryClosedException;
import dev.memoir.Scope;
import dev.memoir.ledger.jdbc.dialect.LedgerConnections;
import dev.memoir.ledger.jdbc.dialect.LedgerDialect;
import dev.memoir.ledger.jdbc.dialect.TransactionControl;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.transaction.TransactionException;

/**
 * The database of a ledger, on which work runs in transactions. These methods report every database failure as a
 * {@link dev.memoir.StorageException}, and every call after {@link #close()} as a {@link MemoryClosedException}.
 * Thread-safe.
 */
final class LedgerDatabase implements AutoCloseable {

    /** Attempts of a transaction that the database aborts: several in a row are rare, more hide a defect. */
    private static final int ATTEMPTS = 5;

    /** Longer than a garbage collection or a period of high database load. */
    static final Duration DEFAULT_LEASE = Duration.ofMinutes(1);

    private final LedgerDialect dialect;
    private final IdGenerator ids;
    private final LedgerConnections connections;
    private final FailureTranslator failures;
    private final TransactionControl control;
    private final WriterLanes lanes;
    private final Jdbi writing;
    private final Jdbi reading;
    private volatile boolean closed;

    private LedgerDatabase(LedgerDialect dialect, IdGenerator ids, LedgerConnections connections, SqlLogger logger) {
        this.dialect = dialect;
        this.ids = ids;
        this.connections = connections;
        failures = new FailureTranslator(dialect);
        control = dialect.transactions();
        lanes = new WriterLanes(dialect.lockedLanes());
        LedgerSql sql = new LedgerSql(dialect.syntax());
        writing = sql.jdbi(connections.writers(), dialect, logger);
        reading = connections.readers() == connections.writers()
                ? writing
                : sql.jdbi(connections.readers(), dialect, logger);
    }

    /**
     * Opens a database, creating or migrating its tables if need be.
     *
     * @param ids generates the ids of what is written
     */
    static LedgerDatabase open(LedgerDialect dialect, IdGenerator ids) {
        return open(dialect, ids, SqlLogger.NOP_SQL_LOGGER);
    }

    /** @param logger is told of every statement */
    static LedgerDatabase open(LedgerDialect dialect, IdGenerator ids, SqlLogger logger) {
        try {
            return new LedgerDatabase(dialect, ids, dialect.open(), logger);
        } catch (RuntimeException e) {
            throw new FailureTranslator(dialect).of(e);
        }
    }

    IdGenerator ids() {
        return ids;
    }

    /** Runs read-only work on one snapshot of the database. */
    <T> T read(Function<Handle, T> work) {
        return guarded(() -> inTransaction(reading, control::beginRead, work));
    }

    /**
     * Runs read-only work of a single statement, or of several that need no common snapshot. It saves the statements
     * that begin and end a transaction, each a round trip.
     */
    <T> T readOnce(Function<Handle, T> work) {
        return guarded(() -> reading.withHandle(work::apply));
    }

    /** Runs work in one transaction, which is committed on return and rolled back when the work throws. */
    <T> T write(Function<Handle, T> work) {
        return guarded(() -> inTransaction(writing, control::beginWrite, work));
    }

    /** Runs work in one transaction while the scope is locked for other writers. */
    <T> T write(Scope scope, Function<Handle, T> work) {
        return write(handle -> {
            lock(handle, List.of(scope));
            return work.apply(handle);
        });
    }

    /**
     * Makes the transaction wait for other writers of the same users, so that what it decides on stays valid until it
     * commits. Called before anything is read.
     *
     * @param scopes the scopes of the rows to write
     */
    void lock(Handle handle, Collection<Scope> scopes) {
        lanes.lock(handle, scopes);
    }

    /** Commits all of the work, or nothing if the work reports that it was decided on outdated data. */
    boolean writeIfCurrent(Scope scope, Predicate<Handle> work) {
        try {
            return write(scope, handle -> {
                if (!work.test(handle)) {
                    throw new RolledBack();
                }
                return true;
            });
        } catch (RolledBack e) {
            return false;
        }
    }

    /** {@return the result of work that is rolled back in any case} */
    <T> T preview(Scope scope, Function<Handle, T> work) {
        Deque<T> results = new ArrayDeque<>();
        try {
            return write(scope, handle -> {
                results.add(work.apply(handle));
                throw new RolledBack();
            });
        } catch (RolledBack e) {
            return results.getLast();
        }
    }

    /** {@return connections for a library that writes its own table with one statement per transaction} */
    DataSource connections() {
        return connections.writers();
    }

    /** {@return the table of that library, as named in statements} */
    String taskTable() {
        return dialect.tables() + "task";
    }

    /** {@return whether other processes may use the ledger at the same time} */
    boolean shared() {
        return dialect.lease().isPresent();
    }

    /** {@return how long a process may be silent before others take over its work} */
    Duration lease() {
        return dialect.lease().orElse(DEFAULT_LEASE);
    }

    /**
     * Erases what deleted rows have left in the database's files.
     *
     * @return the level of erasure reached
     */
    ErasureLevel scrub() {
        return guarded(() -> {
            try (Connection connection = connections.writers().getConnection()) {
                return dialect.scrub(connection);
            } catch (SQLException e) {
                throw failures.scrubbing(e);
            }
        });
    }

    private <T> T inTransaction(Jdbi jdbi, Begin begin, Function<Handle, T> work) {
        try (Handle handle = jdbi.open()) {
            Connection connection = handle.getConnection();
            try {
                begin.on(connection);
                T result = work.apply(handle);
                control.commit(connection);
                return result;
            } catch (SQLException e) {
                rollBack(connection, e);
                throw new TransactionException(e);
            } catch (RuntimeException | Error e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private void rollBack(Connection connection, Throwable failure) {
        try {
            control.rollback(connection);
        } catch (SQLException e) {
            // After a full disk or an I/O error SQLite has already rolled back, and reports that there is nothing to
            // roll back.
            failure.addSuppressed(e);
        }
    }

    private <T> T guarded(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            if (closed) {
                throw new MemoryClosedException("The ledger " + dialect.name() + " is closed. Open the memory again.");
            }
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !failures.isRetryable(e)) {
                    throw failures.of(e);
                }
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        connections.closing().run();
    }

    /** The first step of a transaction. */
    @FunctionalInterface
    private interface Begin {
        void on(Connection connection) throws SQLException;
    }

    /** Leaves a transaction without committing it. */
    private static final class RolledBack extends MemoirException {

        private static final long serialVersionUID = 1L;

        RolledBack() {
            super("rolled back", null);
        }
    }
}
