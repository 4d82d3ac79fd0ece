// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import static java.util.stream.Collectors.joining;

import dev.memoir.ItemType;
import dev.memoir.Scope;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A selection of rows of the turn or memory table that are to be forgotten.
 *
 * @param type the table
 * @param condition the SQL condition
 * @param values the parameters of the condition
 */
record RowSelection(ItemType type, String condition, Map<String, Object> values) {

    /** Selects everything a scope reads, or only the item with the given id. */
    static RowSelection of(ItemType type, Scope scope, @Nullable String id) {
        ScopeClause scoped = ScopeClause.reads(scope, table(type));
        Map<String, Object> values = new HashMap<>(scoped.values());
        if (id == null) {
            return new RowSelection(type, scoped.sql(), values);
        }
        values.put("id", id);
        return new RowSelection(type, scoped.sql() + " AND " + table(type) + ".id = :id", values);
    }

    /** Selects the memories that have no other source than this turn; empty if there are none. */
    static Optional<RowSelection> onlyFrom(Handle handle, String turnId) {
        Map<String, Object> ids = new LinkedHashMap<>();
        handle.createQuery("""
                        SELECT memory.id FROM <p>source AS source JOIN <p>memory AS memory ON memory.id = source.item_id
                        WHERE source.turn_id = :turn AND NOT EXISTS (SELECT 1 FROM <p>source AS other
                            WHERE other.item_id = source.item_id AND other.turn_id <> :turn
                                AND other.undone_by IS NULL)
                        """)
                .bind("turn", turnId)
                .mapTo(String.class)
                .set()
                .forEach(id -> ids.put("id" + ids.size(), id));
        return ids.isEmpty()
                ? Optional.empty()
                : Optional.of(new RowSelection(
                        ItemType.MEMORY, ids.keySet().stream().collect(joining(", :", "memory.id IN (:", ")")), ids));
    }

    /** {@return the selected rows with one of these ids} */
    RowSelection among(Collection<String> ids) {
        Map<String, Object> all = new HashMap<>(values);
        StringBuilder names = new StringBuilder();
        for (String id : ids) {
            String name = "among" + all.size();
            all.put(name, id);
            names.append(names.isEmpty() ? ":" : ", :").append(name);
        }
        return new RowSelection(type, condition + " AND " + table() + ".id IN (" + names + ")", all);
    }

    /** {@return the exact scopes of the rows} */
    List<Scope> scopes(Handle handle) {
        return handle.createQuery(select("DISTINCT %1$s.user_id, %1$s.agent_id, %1$s.run_id".formatted(table())))
                .bindMap(values)
                .map((row, context) -> ColumnValues.scope(row))
                .list();
    }

    String table() {
        return table(type);
    }

    String select(String expression) {
        return "SELECT " + expression + " FROM <p>" + table() + " AS " + table() + " WHERE " + condition;
    }

    static String table(ItemType type) {
        return switch (type) {
            case TURN -> "turn";
            case MEMORY -> "memory";
        };
    }
}
