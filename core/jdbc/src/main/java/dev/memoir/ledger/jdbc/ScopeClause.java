// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.Scope;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A scope as an SQL condition over the columns of one table. Every statement that reads or destroys data of a scope
 * contains one; ids are compared for equality, never by pattern.
 *
 * @param sql the condition, with named parameters
 * @param values the parameters
 */
record ScopeClause(String sql, Map<String, String> values) {

    /** Rows that the scope reads: the same as {@link Scope#covers}. */
    static ScopeClause reads(Scope scope, String table) {
        return where(scope, table + ".%s");
    }

    /**
     * Rows that the scope reads, of those selected by their ids. It is not meant for finding them: SQLite, which does
     * not know the amount of a user's data, would scan all of it for ten ids.
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

    /** {@return the condition that rows of two tables, or of one table twice, have the same scope} */
    static String same(String table, String other) {
        return "%1$s.user_id = %2$s.user_id AND %1$s.agent_id = %2$s.agent_id AND %1$s.run_id = %2$s.run_id"
                .formatted(table, other);
    }

    /** Rows with exactly this scope. */
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
