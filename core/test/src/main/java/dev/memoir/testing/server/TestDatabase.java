// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A schema for one test on the PostgreSQL server, dropped when closed. Thread-safe. */
public final class TestDatabase implements AutoCloseable {

    private final String schema = "test_" + UUID.randomUUID().toString().replace("-", "");
    private @Nullable HikariDataSource pool;

    /** {@return the name of the schema} */
    public String schema() {
        return schema;
    }

    /**
     * {@return a connection pool, as applications have: connecting to PostgreSQL takes ten times as long as a search}
     */
    public synchronized DataSource source() {
        HikariDataSource source = pool;
        if (source == null) {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(TestServer.POSTGRES.jdbcUrl());
            config.setMinimumIdle(0);
            source = new HikariDataSource(config);
            pool = source;
        }
        return source;
    }

    /**
     * Executes a statement.
     *
     * @param sql the statement
     */
    public void execute(String sql) {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * {@return the first column of the first row}
     *
     * @param sql the query, which must return a row
     */
    public String query(String sql) {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized void close() {
        execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
        if (pool != null) {
            pool.close();
        }
    }
}
