// SPDX-License-Identifier: Apache-2.0
package dev.memoir.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pool of the memory's own, derived from an application's {@link DataSource}. The application's threads hold
 * connections while they wait for the memory; if the memory took its connections from the same pool, enough concurrent
 * requests would deadlock.
 *
 * <p>The settings of a HikariCP pool are copied: address, user, TLS, time limits. How any other {@code DataSource}
 * connects is unknown, so some of its connections are reserved for the memory.
 */
final class DedicatedPool {

    private static final Logger LOG = LoggerFactory.getLogger(DedicatedPool.class);

    /**
     * Maximum connections of a copied pool. A search takes some milliseconds and a server has few connections; the
     * ledger opens one such pool, the index another.
     */
    static final int MAX_COPIED = 5;

    /**
     * Connections reserved from any other {@code DataSource}: one for long operations such as an export, one for the
     * rest. Never more, not even briefly: what the memory takes, the application lacks.
     */
    static final int RESERVED = 2;

    /** The application's pool gets each reserved connection back after this time, so that it can replace old ones. */
    private static final Duration MAX_LIFETIME = Duration.ofMinutes(10);

    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(30);

    private DedicatedPool() {}

    static HikariDataSource of(DataSource application, String name) {
        // A subclass may provide its password or its connections in its own way.
        HikariConfig config = application.getClass() == HikariDataSource.class
                ? copiedFrom((HikariDataSource) application)
                : reserved(application, name);
        config.setPoolName(name);
        config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
        // The first statement reports a failed connection.
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private static HikariConfig copiedFrom(HikariDataSource application) {
        HikariConfig config = new HikariConfig();
        application.copyStateTo(config);
        config.setMaximumPoolSize(MAX_COPIED);
        config.setMinimumIdle(1);
        if (config.getMetricRegistry() != null) {
            config.setMetricRegistry(null);
        }
        if (config.getMetricsTrackerFactory() != null) {
            config.setMetricsTrackerFactory(null);
        }
        if (config.getHealthCheckRegistry() != null) {
            config.setHealthCheckRegistry(null);
        }
        config.setRegisterMbeans(false);
        config.setAllowPoolSuspension(false);
        config.setLeakDetectionThreshold(0);
        // Settings for the application's own statements do not apply to the memory's.
        config.setAutoCommit(true);
        config.setReadOnly(false);
        config.setTransactionIsolation(null);
        if (config.getCredentialsProvider() == null && config.getCredentialsProviderClassName() == null) {
            // Follows a password that is changed while the application runs.
            config.setCredentialsProvider(application::getCredentials);
        }
        return config;
    }

    private static HikariConfig reserved(DataSource application, String name) {
        LOG.warn(
                "The pool {} cannot copy the settings of a {}, so it reserves {} of its connections for the memory."
                        + " Allow as many more, or configure the memory with a URL, user and password; it then"
                        + " takes none of the application's.",
                name,
                application.getClass().getName(),
                RESERVED);
        HikariConfig config = new HikariConfig();
        config.setDataSource(application);
        config.setMaximumPoolSize(RESERVED);
        config.setMinimumIdle(RESERVED);
        config.setMaxLifetime(MAX_LIFETIME.toMillis());
        return config;
    }
}
