// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.memoir.DirectoryNotWritableException;
import dev.memoir.samples.server.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The server's own tables, migrated and with connections of their own. Thread-safe. */
public final class ServerDatabase implements AutoCloseable {

    /** The PostgreSQL schema of the server's tables. */
    public static final String SCHEMA = "memoir_server";

    /** Keys and the audit log need one short statement each; a request that waits for the memory holds none. */
    private static final int CONNECTIONS = 5;

    private final HikariDataSource pool;
    private final boolean shared;
    private final JdbcClient client;
    private final TransactionTemplate transactions;

    private ServerDatabase(HikariDataSource pool, boolean shared) {
        this.pool = pool;
        this.shared = shared;
        this.client = JdbcClient.create(pool);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(pool));
    }

    /**
     * Opens the database of the settings and creates or migrates its tables.
     *
     * @param settings the settings
     * @return the open database
     * @throws DirectoryNotWritableException if the directory of the SQLite file cannot be created
     */
    public static ServerDatabase open(ServerSettings settings) {
        boolean postgres = settings.datasource().url() != null;
        HikariDataSource pool = new HikariDataSource(postgres ? postgres(settings) : sqlite(settings.home()));
        try {
            migrate(pool, postgres);
            return new ServerDatabase(pool, postgres);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static HikariConfig sqlite(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new DirectoryNotWritableException(
                    "The directory " + directory + " cannot be created. Choose another one with --dir.", e);
        }
        HikariConfig config = new HikariConfig();
        config.setPoolName("memoir-server");
        // Commands such as "memoir keys" write the same file.
        config.setJdbcUrl("jdbc:sqlite:" + directory.resolve("server.db") + "?journal_mode=WAL&busy_timeout=10000");
        // SQLite has one writer; waiting for a connection is cheaper than waiting for its lock.
        config.setMaximumPoolSize(1);
        return config;
    }

    private static HikariConfig postgres(ServerSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("memoir-server");
        config.setJdbcUrl(settings.datasource().url());
        config.setUsername(settings.datasource().username());
        config.setPassword(settings.datasource().password());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionInitSql("set search_path to " + SCHEMA);
        config.setInitializationFailTimeout(-1);
        return config;
    }

    private static void migrate(DataSource pool, boolean postgres) {
        FluentConfiguration flyway = Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/memoir-server")
                .table("schema_history")
                .placeholders(Map.of(
                        "serial",
                        postgres
                                ? "bigint generated always as identity primary key"
                                : "integer primary key autoincrement"));
        if (postgres) {
            flyway.schemas(SCHEMA);
        }
        flyway.load().migrate();
    }

    /** {@return the client for statements} */
    public JdbcClient client() {
        return client;
    }

    /** {@return a template for several statements in one transaction} */
    public TransactionTemplate transactions() {
        return transactions;
    }

    /** {@return whether other servers may have the same database, which is then PostgreSQL} */
    boolean isShared() {
        return shared;
    }

    /** {@return the connections} */
    public DataSource source() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }
}
