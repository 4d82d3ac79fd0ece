// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.autoconfigure;

import dev.memoir.InvalidInputException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.util.ClassUtils;

/**
 * Finds the {@link DataSource} behind Spring's proxies: the application's transactions, and routing by the current
 * request, must not affect the memory's own connections.
 */
final class TargetDataSource {

    private static final Logger LOG = LoggerFactory.getLogger(TargetDataSource.class);

    private static final boolean SPRING_JDBC = ClassUtils.isPresent(
            "org.springframework.jdbc.datasource.DelegatingDataSource", TargetDataSource.class.getClassLoader());

    private TargetDataSource() {}

    /**
     * {@return the target of a data source, or the data source itself if it is not a known proxy}
     *
     * @throws InvalidInputException if it routes among several databases and has no default
     */
    static DataSource of(DataSource source) {
        DataSource target = source;
        for (DataSource next = target; next != null; next = behind(target)) {
            target = next;
        }
        return target;
    }

    private static @Nullable DataSource behind(DataSource source) {
        if (AopProxyUtils.getSingletonTarget(source) instanceof DataSource target) {
            return target;
        }
        return SPRING_JDBC ? Proxies.behind(source) : null;
    }

    /** Loaded only if Spring's JDBC support is present. */
    private static final class Proxies {

        static @Nullable DataSource behind(DataSource source) {
            if (source instanceof AbstractRoutingDataSource routing) {
                return defaultOf(routing);
            }
            // Other proxies, such as one that supplies the credentials, are needed to connect.
            boolean proxy = source instanceof TransactionAwareDataSourceProxy
                    || source instanceof LazyConnectionDataSourceProxy;
            return proxy ? ((DelegatingDataSource) source).getTargetDataSource() : null;
        }

        private static DataSource defaultOf(AbstractRoutingDataSource routing) {
            DataSource chosen = routing.getResolvedDefaultDataSource();
            if (chosen == null) {
                throw new InvalidInputException(
                        "memoir.datasource.application is true, but the application's DataSource ("
                                + routing.getClass().getName()
                                + ") routes among several databases and has no default. Give"
                                + " it a default, or name the memory's database by memoir.datasource.url.");
            }
            LOG.info(
                    "The application's DataSource ({}) routes among several databases. The memory is in its default"
                            + " one.",
                    routing.getClass().getName());
            return chosen;
        }
    }
}
