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
 * Keeps statements prepared, for each connection its own: SQLite's driver prepares anew each time, which costs a search more
 * than reading its ten turns does. The least recently used go first. A connection, and with it what is kept for it, is one
 * thread's at a time.
 */
final class StatementCache extends DefaultStatementBuilder {

    /** More than a turn of a chat needs, however many ids it asks for. */
    private static final int MOST = 64;

    private final SQLiteConnection connection;
    private final Map<String, PreparedStatement> idle = new LinkedHashMap<>(MOST, 0.75f, true);

    /** What those in use were prepared from. */
    private final IdentityHashMap<Statement, String> lent = new IdentityHashMap<>();

    private StatementCache(SQLiteConnection connection) {
        this.connection = connection;
    }

    /** {@return what keeps the statements of a pool's connections} */
    static StatementBuilderFactory ofPool() {
        Map<SQLiteConnection, StatementBuilder> kept = new ConcurrentHashMap<>();
        return pooled -> {
            try {
                SQLiteConnection connection = pooled.unwrap(SQLiteConnection.class);
                StatementBuilder known = kept.get(connection);
                if (known == null) {
                    kept.keySet().removeIf(StatementCache::isClosed);
                    known = new StatementCache(connection);
                    kept.put(connection, known);
                }
                return known;
            } catch (SQLException e) {
                throw new IllegalStateException("The pool's connections are not SQLite's.", e);
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
        // Taken while in use: the same words may be asked within a result.
        PreparedStatement known = idle.remove(sql);
        PreparedStatement statement = known == null ? super.create(connection, sql, context) : known;
        lent.put(statement, sql);
        return statement;
    }

    @Override
    public void close(Connection pooled, String template, Statement statement) throws SQLException {
        // The caller names what was asked, before the places of a list were written out: not what was prepared.
        String sql = lent.remove(statement);
        if (sql == null
                || !(statement instanceof PreparedStatement prepared)
                || prepared.isClosed()
                || idle.containsKey(sql)) {
            statement.close();
            return;
        }
        // What was bound is people's words.
        prepared.clearParameters();
        prepared.clearBatch();
        idle.put(sql, prepared);
        if (idle.size() > MOST) {
            PreparedStatement eldest = idle.remove(idle.keySet().iterator().next());
            if (eldest != null) {
                eldest.close();
            }
        }
    }
}
