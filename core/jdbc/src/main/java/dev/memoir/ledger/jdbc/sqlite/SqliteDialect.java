// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc.sqlite;

import com.zaxxer.hikari.HikariDataSource;
import dev.memoir.ErasureLevel;
import dev.memoir.InvalidInputException;
import dev.memoir.StorageException;
import dev.memoir.jdbc.SchemaMigrator;
import dev.memoir.jdbc.SchemaVersion;
import dev.memoir.ledger.jdbc.dialect.LedgerConnections;
import dev.memoir.ledger.jdbc.dialect.LedgerDialect;
import dev.memoir.ledger.jdbc.dialect.SqlSyntax;
import dev.memoir.ledger.jdbc.dialect.TransactionControl;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** A SQLite file in WAL mode, for one process at a time. */
public final class SqliteDialect implements LedgerDialect {

    /** Long enough for a backup step or checkpoint of another process, short enough for a caller to wait. */
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(10);

    /** Attempts to truncate the log while readers hold it; each waits for the lock timeout. */
    private static final int CHECKPOINT_ATTEMPTS = 6;

    private static final List<String> SCRIPTS = List.of(
            "V1__ledger.sql",
            "V2__learning.sql",
            "V5__spending.sql",
            "V6__feed.sql",
            "V7__entities.sql",
            "V8__episodes.sql",
            "V11__pinned.sql",
            "V12__linking.sql",
            "V13__speakers.sql",
            "V14__zones.sql",
            "V15__suppression.sql",
            "V17__similarity_scale.sql");

    private final Path file;
    private final SqliteConnections connections;
    private final SqliteFailureMessages failures;

    /**
     * Describes a database file.
     *
     * @param file the file, created if need be; its directory must exist
     */
    public SqliteDialect(Path file) {
        this(file, LOCK_TIMEOUT);
    }

    /**
     * Describes a database file.
     *
     * @param file the file, created if need be; its directory must exist
     * @param lockTimeout how long a call waits for a lock of another process, such as a backup, at least 1 ms; 10
     *     seconds by default
     * @throws InvalidInputException if the timeout is not positive
     */
    public SqliteDialect(Path file, Duration lockTimeout) {
        if (lockTimeout.toMillis() < 1 || lockTimeout.toMillis() > Integer.MAX_VALUE) {
            throw new InvalidInputException("A lock timeout of " + lockTimeout
                    + " is out of range. Use at least a millisecond and at most 24 days.");
        }
        this.file = file;
        connections = new SqliteConnections(file, lockTimeout);
        failures = new SqliteFailureMessages(file);
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public LedgerConnections open() {
        migrate(connections.unpooled());
        HikariDataSource writer = connections.writer();
        try {
            HikariDataSource readers = connections.readers();
            return new LedgerConnections(writer, readers, () -> {
                // The last connection to close moves the log into the database and removes it.
                readers.close();
                writer.close();
            });
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    /**
     * {@return which of this version's migrations were applied}
     *
     * @param connection a connection to the database
     * @throws SQLException if the database was not created by Memoir
     */
    public SchemaVersion schemaVersion(Connection connection) throws SQLException {
        return SchemaVersion.of(connection, SchemaMigrator.LEDGER_HISTORY, SCRIPTS);
    }

    private static void migrate(DataSource database) {
        SchemaMigrator.ofLedger(database, SqliteDialect.class, "db/memoir/sqlite", SCRIPTS)
                .migrate();
    }

    /**
     * The driver's own {@code commit()} begins the next transaction at once: it would take a write lock that nothing
     * needs, and report a successful commit as failed when it does not get that lock.
     */
    @Override
    public TransactionControl transactions() {
        return TransactionControl.ofStatements("BEGIN", "BEGIN IMMEDIATE");
    }

    @Override
    public SqlSyntax syntax() {
        return SqlSyntax.onConflict();
    }

    /** The driver prepares each statement anew, which costs a search more than reading its ten turns does. */
    @Override
    public boolean driverCachesStatements() {
        return false;
    }

    /**
     * {@code secure_delete} zeroes deleted cells, but not the copies that SQLite leaves in the unused middle of a page
     * when it moves cells to a neighbouring page. Only VACUUM, which rewrites every page, is sure to leave nothing.
     */
    @Override
    public ErasureLevel scrub(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("VACUUM");
            truncateLog(statement);
            return ErasureLevel.SCRUBBED;
        }
    }

    /** A reader that began before the forget still needs the old pages; SQLite waits for it, within its timeout. */
    private void truncateLog(Statement statement) throws SQLException {
        for (int attempt = 0; attempt < CHECKPOINT_ATTEMPTS; attempt++) {
            try (ResultSet state = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
                if (state.getInt("busy") == 0) {
                    return;
                }
            }
        }
        throw new StorageException("The forgotten bytes are still in the write-ahead log of the ledger " + file
                + ", because another reader holds it. Close what reads it (a backup, an export, a database browser),"
                + " then forget again or reopen the ledger.");
    }

    @Override
    public String describe(SQLException failure) {
        return failures.describe(failure);
    }

    @Override
    public String describeScrub(SQLException failure) {
        return failures.describeScrub(failure);
    }
}
