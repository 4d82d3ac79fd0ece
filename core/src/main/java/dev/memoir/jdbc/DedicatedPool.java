package dev.memoir.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pool of the memory's own that is derived from an application's {@link DataSource}. An application's threads hold connections
 * while they wait for the memory; if those were the memory's too, requests enough would wait for each other for ever.
 *
 * <p>The settings of a HikariCP pool are copied: address, user, TLS, time limits. Of any other {@code DataSource}, nobody knows
 * how it connects: some of its connections are kept for the memory alone.
 */
final class DedicatedPool {

    private static final Logger LOG = LoggerFactory.getLogger(DedicatedPool.class);

    /** A search takes some milliseconds, and a server has few connections: the ledger opens so many, and the index. */
    static final int OPENED = 5;

    /**
     * One for what takes long, such as an export, and one for all else. Never more, not even for a while: what the memory has
     * taken, the application lacks.
     */
    static final int KEPT = 2;

    /** The application's pool gets each back so often, to replace it when it has grown old. */
    private static final Duration LONGEST_KEPT = Duration.ofMinutes(10);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private DedicatedPool() {}

    static HikariDataSource of(DataSource given, String name) {
        // A subclass may tell its password, or connect, in a way of its own.
        HikariConfig config =
                given.getClass() == HikariDataSource.class ? copied((HikariDataSource) given) : kept(given, name);
        config.setPoolName(name);
        config.setConnectionTimeout(LONGEST_WAIT.toMillis());
        // What fails is told by the first statement.
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private static HikariConfig copied(HikariDataSource given) {
        HikariConfig config = new HikariConfig();
        given.copyStateTo(config);
        config.setMaximumPoolSize(OPENED);
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
        // How the application's own statements run is nothing to the memory's.
        config.setAutoCommit(true);
        config.setReadOnly(false);
        config.setTransactionIsolation(null);
        if (config.getCredentialsProvider() == null && config.getCredentialsProviderClassName() == null) {
            // A password that is changed while the application runs.
            config.setCredentialsProvider(given::getCredentials);
        }
        return config;
    }

    private static HikariConfig kept(DataSource given, String name) {
        LOG.warn(
                "The pool {} cannot know how a {} connects, and keeps {} of its connections for the memory. Let it have as many"
                        + " more; or give the memory a URL, user and password, and it takes none of the application's.",
                name,
                given.getClass().getName(),
                KEPT);
        HikariConfig config = new HikariConfig();
        config.setDataSource(given);
        config.setMaximumPoolSize(KEPT);
        config.setMinimumIdle(KEPT);
        config.setMaxLifetime(LONGEST_KEPT.toMillis());
        return config;
    }
}
