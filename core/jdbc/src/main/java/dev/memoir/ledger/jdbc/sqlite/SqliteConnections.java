// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc.sqlite;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/**
 * Connections to a SQLite file. SQLite allows one writer at a time, so writers queue for a single connection; readers
 * do not.
 */
final class SqliteConnections {

    /** How long a thread waits for a connection: longer than a forget occupies the writing one. */
    private static final Duration QUEUE_TIMEOUT = Duration.ofMinutes(1);

    private static final int READERS = 4;

    private final Path file;
    private final Duration lockTimeout;

    /**
     * Configures connections to a database file.
     *
     * @param file the database
     * @param lockTimeout how long a connection waits for a lock of another process before the call fails
     */
    SqliteConnections(Path file, Duration lockTimeout) {
        this.file = file;
        this.lockTimeout = lockTimeout;
    }

    DataSource unpooled() {
        SqliteLibrary.load();
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        // NORMAL would lose the last transactions in a power failure; an add that returned must be durable.
        config.setSynchronous(SynchronousMode.FULL);
        config.setPragma(Pragma.SECURE_DELETE, "on");
        config.enforceForeignKeys(true);
        config.setBusyTimeout((int) lockTimeout.toMillis());
        // Generated keys are never used, and each insert would run a query for them.
        config.setGetGeneratedKeys(false);
        SQLiteDataSource source = new SQLiteDataSource(config);
        // As a URI, because the driver interprets what follows a '?' in a plain path as settings.
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath().toUri());
        return source;
    }

    HikariDataSource writer() {
        HikariConfig config = pool("memoir-writer");
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }

    HikariDataSource readers() {
        HikariConfig config = pool("memoir-readers");
        config.setMaximumPoolSize(READERS);
        config.setMinimumIdle(1);
        // A write on the reader pool fails instead of competing with the writer.
        config.setConnectionInitSql("PRAGMA query_only = ON");
        return new HikariDataSource(config);
    }

    private HikariConfig pool(String name) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(unpooled());
        config.setConnectionTimeout(QUEUE_TIMEOUT.toMillis());
        // Connections to a file do not become stale.
        config.setMaxLifetime(0);
        config.setKeepaliveTime(0);
        return config;
    }
}
