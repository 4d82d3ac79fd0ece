package dev.memoir.ledger.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.memoir.ErasureLevel;
import dev.memoir.MemoirException;
import dev.memoir.MemoryClosedException;
import dev.memoir.Scope;
import dev.memoir.StorageException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/** A SQLite file in WAL mode, created and migrated when it is opened. */
final class SqliteLedgerDatabase implements LedgerDatabase {

    /** Long enough for a backup step or checkpoint of another process, short enough for a caller to wait. */
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(10);

    /** Attempts to truncate the log while readers hold it; each waits for the lock timeout. */
    private static final int CHECKPOINT_ATTEMPTS = 6;

    private final Path file;
    private final SqliteExceptionTranslator failures;
    private final HikariDataSource writer;
    private final HikariDataSource readers;
    private final Jdbi writing;
    private final Jdbi reading;
    private volatile boolean closed;

    private SqliteLedgerDatabase(
            Path file, SqliteExceptionTranslator failures, HikariDataSource writer, HikariDataSource readers) {
        this.file = file;
        this.failures = failures;
        this.writer = writer;
        this.readers = readers;
        this.writing = jdbi(writer);
        this.reading = jdbi(readers);
    }

    /** Opens the database file, creating it if need be; its directory must exist. */
    static SqliteLedgerDatabase open(Path file) {
        return open(file, LOCK_TIMEOUT);
    }

    static SqliteLedgerDatabase open(Path file, Duration lockTimeout) {
        SqliteExceptionTranslator failures = new SqliteExceptionTranslator(file);
        SqliteConnections connections = new SqliteConnections(file, lockTimeout);
        HikariDataSource writer = null;
        try {
            LedgerMigrations.sqlite(connections.unpooled());
            writer = connections.writer();
            return new SqliteLedgerDatabase(file, failures, writer, connections.readers());
        } catch (RuntimeException e) {
            if (writer != null) {
                writer.close();
            }
            throw failures.of(e);
        }
    }

    @Override
    public <T> T read(Function<Handle, T> work) {
        return on(reading, "BEGIN", work);
    }

    @Override
    public <T> T readOnce(Function<Handle, T> work) {
        return guarded(() -> {
            try (Handle handle = reading.open()) {
                return work.apply(handle);
            }
        });
    }

    @Override
    public <T> T write(Function<Handle, T> work) {
        return on(writing, "BEGIN IMMEDIATE", work);
    }

    /** Writers share a single connection and wait for it. */
    @Override
    public void lock(Handle handle, Collection<Scope> scopes) {}

    @Override
    public String taskTable() {
        return "task";
    }

    /** The directory belongs to one process. */
    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public Duration lease() {
        return PostgresLedger.LEASE;
    }

    @Override
    public DataSource connections() {
        return writer;
    }

    /**
     * {@code secure_delete} zeroes deleted cells, but not the copies that SQLite leaves in the unused middle of a page
     * when it moves cells to a neighbouring page. Only VACUUM, which rewrites every page, is sure to leave nothing.
     */
    @Override
    public ErasureLevel scrub() {
        return guarded(() -> {
            try (Handle handle = writing.open()) {
                handle.execute("VACUUM");
                truncateLog(handle);
                return ErasureLevel.SCRUBBED;
            } catch (MemoirException e) {
                throw e;
            } catch (RuntimeException e) {
                throw failures.scrubbing(e);
            }
        });
    }

    /** A reader that began before the forget still needs the old pages; SQLite waits for it, within its timeout. */
    private void truncateLog(Handle handle) {
        for (int attempt = 0; attempt < CHECKPOINT_ATTEMPTS; attempt++) {
            if (handle.createQuery("PRAGMA wal_checkpoint(TRUNCATE)")
                            .map((row, context) -> row.getInt("busy"))
                            .one()
                    == 0) {
                return;
            }
        }
        throw new StorageException("The forgotten bytes are still in the write-ahead log of the ledger " + file
                + ", because another reader holds it. Close what reads it (a backup, an export, a database browser),"
                + " then forget again or reopen the ledger.");
    }

    /**
     * The driver's own {@code commit()} begins the next transaction at once: it would take a write lock that nothing
     * needs, and report a successful commit as failed when it does not get that lock.
     */
    private <T> T on(Jdbi jdbi, String begin, Function<Handle, T> work) {
        return guarded(() -> {
            try (Handle handle = jdbi.open()) {
                handle.execute(begin);
                try {
                    T result = work.apply(handle);
                    handle.execute("COMMIT");
                    return result;
                } catch (RuntimeException | Error e) {
                    rollBack(handle, e);
                    throw e;
                }
            }
        });
    }

    private static void rollBack(Handle handle, Throwable failure) {
        try {
            handle.execute("ROLLBACK");
        } catch (RuntimeException e) {
            // After a full disk or an I/O error SQLite has already rolled back, and reports that there is nothing to
            // roll back.
            failure.addSuppressed(e);
        }
    }

    private <T> T guarded(Supplier<T> work) {
        if (closed) {
            throw new MemoryClosedException("The ledger " + file + " is closed. Open the memory again.");
        }
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw failures.of(e);
        }
    }

    private static Jdbi jdbi(HikariDataSource source) {
        Jdbi jdbi = Jdbi.create(source);
        jdbi.setStatementBuilderFactory(StatementCache.ofPool());
        // By default messages quote statements, whose parameters are people's words.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        jdbi.getConfig(SqlStatements.class).define(TABLES, "");
        return jdbi;
    }

    /** The last connection to close moves the log into the database and removes it. */
    @Override
    public void close() {
        closed = true;
        readers.close();
        writer.close();
    }
}
