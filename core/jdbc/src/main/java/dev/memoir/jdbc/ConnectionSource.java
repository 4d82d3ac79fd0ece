// SPDX-License-Identifier: Apache-2.0
package dev.memoir.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

/**
 * Provides connections to a database from a pool of Memoir's own, based on the application's {@code DataSource} or on a
 * URL.
 */
@FunctionalInterface
public interface ConnectionSource {

    /**
     * {@return a pool; nothing is sent to the database yet}
     *
     * @param name the name of the pool, as it appears in logs
     */
    Opened open(String name);

    /**
     * {@return a pool for an inspection, which reports a failure within seconds; by default an ordinary one}
     *
     * @param name the name of the pool, as it appears in logs
     */
    default Opened openForInspection(String name) {
        return open(name);
    }

    /**
     * An open connection pool.
     *
     * @param source the connections
     * @param closing closes the pool
     */
    record Opened(DataSource source, Runnable closing) {}

    /**
     * {@return a pool of Memoir's own, derived from the application's connections}
     *
     * @param source the application's connections, see {@link DedicatedPool}; never closed
     */
    static ConnectionSource ofApplication(DataSource source) {
        return name -> {
            HikariDataSource pool = DedicatedPool.of(source, name);
            return new Opened(pool, pool::close);
        };
    }

    /**
     * {@return a pool of Memoir's own}
     *
     * @param url the JDBC URL of the database
     * @param user the database user
     * @param password the user's password
     */
    static ConnectionSource ofAddress(String url, String user, String password) {
        return new DatabaseAddress(url, user, password);
    }
}
