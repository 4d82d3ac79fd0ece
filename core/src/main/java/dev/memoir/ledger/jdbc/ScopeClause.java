package dev.memoir.ledger.jdbc;

import dev.memoir.Scope;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A scope as a condition in SQL, over the columns of one table. Every statement that reads or destroys for somebody is
 * built with one of these; ids are compared, never matched.
 *
 * @param sql the condition, with named parameters
 * @param values the parameters
 */
record ScopeClause(String sql, Map<String, String> values) {

    /** Rows that the scope reads: the same as {@link Scope#reads}. */
    static ScopeClause reads(Scope scope, String table) {
        return where(scope, table + ".%s");
    }

    /**
     * Rows that the scope reads too, of those that their ids name. It is no way to find them: SQLite, which knows nothing of
     * how much a user has, would go through all of it for ten ids.
     */
    static ScopeClause alsoReads(Scope scope, String table) {
        return where(scope, "COALESCE(" + table + ".%s, '')");
    }

    private static ScopeClause where(Scope scope, String column) {
        Map<String, String> values = new HashMap<>();
        StringBuilder sql = new StringBuilder(column.formatted("user_id")).append(" = :user");
        values.put("user", column(scope.userId()));
        if (scope.agentId() != null) {
            sql.append(" AND ").append(column.formatted("agent_id")).append(" = :agent");
            values.put("agent", scope.agentId());
        }
        if (scope.runId() != null) {
            sql.append(" AND ").append(column.formatted("run_id")).append(" = :run");
            values.put("run", scope.runId());
        }
        return new ScopeClause(sql.toString(), values);
    }

    /** {@return the condition that rows of two tables, or of one table twice, are of one scope} */
    static String same(String table, String other) {
        return "%1$s.user_id = %2$s.user_id AND %1$s.agent_id = %2$s.agent_id AND %1$s.run_id = %2$s.run_id"
                .formatted(table, other);
    }

    /** Rows written with exactly this scope. */
    static ScopeClause exactly(Scope scope, String table) {
        return new ScopeClause(
                "%1$s.user_id = :user AND %1$s.agent_id = :agent AND %1$s.run_id = :run".formatted(table),
                columns(scope));
    }

    /** The values of the scope columns of a row, as the parameters {@code user}, {@code agent} and {@code run}. */
    static Map<String, String> columns(Scope scope) {
        return Map.of("user", column(scope.userId()), "agent", column(scope.agentId()), "run", column(scope.runId()));
    }

    private static String column(@Nullable String id) {
        return id == null ? "" : id;
    }
}
