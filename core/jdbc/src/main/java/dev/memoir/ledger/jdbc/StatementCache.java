// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilderFactory;
import org.jdbi.v3.core.statement.StatementContext;
import org.sqlite.SQLiteConnection;

/**
 * Caches prepared statements per connection: SQLite's driver prepares each statement anew, which costs a search more
 * than reading its ten turns does. Evicts the least recently used. A connection, and with it its cache, is used by one
 * thread at a time.
 */
final class StatementCache extends DefaultStatementBuilder {

    /** More than one turn of a chat needs, whatever its number of ids. */
    private static final int CAPACITY = 64;

    private final SQLiteConnection connection;
    private final Map<String, PreparedStatement> idle = new LinkedHashMap<>(CAPACITY, 0.75f, true);

    /** The statements in use, with their SQL. */
    private final IdentityHashMap<Statement, String> inUse = new IdentityHashMap<>();

    private StatementCache(SQLiteConnection connection) {
        this.connection = connection;
    }

    /** {@return a factory of caches for the connections of a pool} */
    static StatementBuilderFactory ofPool() {
        Map<SQLiteConnection, StatementBuilder> caches = new ConcurrentHashMap<>();
        return pooled -> {
            try {
                SQLiteConnection connection = pooled.unwrap(SQLiteConnection.class);
                StatementBuilder known = caches.get(connection);
                if (known == null) {
                    caches.keySet().removeIf(StatementCache::isClosed);
                    known = new StatementCache(connection);
                    caches.put(connection, known);
                }
                return known;
            } catch (SQLException e) {
                throw new IllegalStateException("The pool's connections are not SQLite connections.", e);
            }
        };
    }

    private static boolean isClosed(SQLiteConnection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    @Override
    public PreparedStatement create(Connection pooled, String sql, StatementContext context) throws SQLException {
        // Removed from the cache while in use: the same SQL may run again while its result is read.
        PreparedStatement known = idle.remove(sql);
        PreparedStatement statement = known == null ? super.create(connection, sql, context) : known;
        inUse.put(statement, sql);
        return statement;
    }

    @Override
    public void close(Connection pooled, String template, Statement statement) throws SQLException {
        // The template is the SQL before lists were expanded, not what was prepared.
        String sql = inUse.remove(statement);
        if (sql == null
                || !(statement instanceof PreparedStatement prepared)
                || prepared.isClosed()
                || idle.containsKey(sql)) {
            statement.close();
            return;
        }
        // The bound parameters are people's words.
        prepared.clearParameters();
        prepared.clearBatch();
        idle.put(sql, prepared);
        if (idle.size() > CAPACITY) {
            PreparedStatement eldest = idle.remove(idle.keySet().iterator().next());
            if (eldest != null) {
                eldest.close();
            }
        }
    }
}
