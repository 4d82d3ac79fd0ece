// SPDX-License-Identifier: Apache-2.0
package dev.memoir.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/**
 * Connections to the database at a URL.
 *
 * @param url the JDBC URL of the database
 * @param user the database user
 * @param password the user's password
 */
record DatabaseAddress(String url, String user, String password) implements ConnectionSource {

    /** Monitoring typically gives up after ten seconds. */
    private static final Duration INSPECTION_TIMEOUT = Duration.ofSeconds(5);

    @Override
    public Opened open(String name) {
        HikariConfig config = config(name);
        config.setMaximumPoolSize(10);
        config.setMinimumIdle(1);
        // The first statement reports a failed connection.
        config.setInitializationFailTimeout(-1);
        return opened(config);
    }

    @Override
    public Opened openForInspection(String name) {
        HikariConfig config = config(name);
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(INSPECTION_TIMEOUT.toMillis());
        // A single attempt, whose failure is the one to report.
        config.setInitializationFailTimeout(1);
        return opened(config);
    }

    private HikariConfig config(String name) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        return config;
    }

    private static Opened opened(HikariConfig config) {
        HikariDataSource pool = new HikariDataSource(config);
        return new Opened(pool, pool::close);
    }

    /** Without the password, which the URL may contain too. */
    @Override
    public String toString() {
        return "DatabaseAddress[" + user + "]";
    }
}
