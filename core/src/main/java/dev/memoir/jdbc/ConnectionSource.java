package dev.memoir.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

/** The way to a database: beside an application's connections, or by an address. In either case by a pool of Memoir's own. */
@FunctionalInterface
public interface ConnectionSource {

    /**
     * {@return connections; nothing is asked of the database yet}
     *
     * @param name of a pool, in logs
     */
    Opened open(String name);

    /**
     * Connections that are open.
     *
     * @param source gives them
     * @param closing closes what was opened for them
     */
    record Opened(DataSource source, Runnable closing) {}

    /**
     * {@return connections of a pool of Memoir's own, derived from an application's}
     *
     * @param source how the application connects, see {@link DedicatedPool}; never closed
     */
    static ConnectionSource given(DataSource source) {
        return name -> {
            HikariDataSource pool = DedicatedPool.of(source, name);
            return new Opened(pool, pool::close);
        };
    }

    /**
     * {@return connections of a pool of Memoir's own}
     *
     * @param url of the database
     * @param user who connects
     * @param password of the user
     */
    static ConnectionSource own(String url, String user, String password) {
        return name -> {
            HikariConfig config = new HikariConfig();
            config.setPoolName(name);
            config.setJdbcUrl(url);
            config.setUsername(user);
            config.setPassword(password);
            config.setMaximumPoolSize(10);
            config.setMinimumIdle(1);
            // What fails is told by the first statement.
            config.setInitializationFailTimeout(-1);
            HikariDataSource pool = new HikariDataSource(config);
            return new Opened(pool, pool::close);
        };
    }
}
