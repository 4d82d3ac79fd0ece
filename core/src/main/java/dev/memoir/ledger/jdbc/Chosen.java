package dev.memoir.ledger.jdbc;

import dev.memoir.ItemType;
import dev.memoir.Scope;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the turn or memory table chosen to be forgotten.
 *
 * @param type which of the two
 * @param condition in SQL
 * @param values its parameters
 */
record Chosen(ItemType type, String condition, Map<String, String> values) {

    /** Chooses what a scope reads, or the one thing of this id in it. */
    static Chosen of(ItemType type, Scope scope, @Nullable String id) {
        ScopeClause scoped = ScopeClause.reads(scope, table(type));
        Map<String, String> values = new HashMap<>(scoped.values());
        if (id == null) {
            return new Chosen(type, scoped.sql(), values);
        }
        values.put("id", id);
        return new Chosen(type, scoped.sql() + " AND " + table(type) + ".id = :id", values);
    }

    String table() {
        return table(type);
    }

    String select(String expression) {
        return "SELECT " + expression + " FROM " + table() + " WHERE " + condition;
    }

    private static String table(ItemType type) {
        return switch (type) {
            case TURN -> "turn";
            case MEMORY -> "memory";
        };
    }
}
