// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.ForgetResult;
import dev.memoir.ItemType;
import dev.memoir.MemoryKind;
import dev.memoir.RetentionRule;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Translates retention rules to SQL. */
final class RetentionSql {

    private RetentionSql() {}

    /** {@return the rows that a rule selects} */
    static RowSelection selection(RetentionRule rule, Instant now) {
        String table = RowSelection.table(rule.type());
        Map<String, Object> values = new HashMap<>();
        values.put("before", ColumnValues.millis(rule.cutoff(now)));
        StringBuilder condition = new StringBuilder(time(rule)).append(" <= :before");
        if (rule.type() == ItemType.MEMORY) {
            condition.append(" AND memory.pinned = FALSE");
        }
        if (rule.scope() != null) {
            ScopeClause scoped = ScopeClause.reads(rule.scope(), table);
            condition.append(" AND ").append(scoped.sql());
            values.putAll(scoped.values());
        }
        List<MemoryKind> kinds = rule.kinds().stream().sorted().toList();
        for (int i = 0; i < kinds.size(); i++) {
            condition.append(i == 0 ? " AND memory.kind IN (:kind" : ", :kind").append(i);
            values.put("kind" + i, kinds.get(i).name());
        }
        return new RowSelection(
                rule.type(), condition.append(kinds.isEmpty() ? "" : ")").toString(), values);
    }

    private static String time(RetentionRule rule) {
        if (rule.type() == ItemType.TURN) {
            return "turn.recorded_at";
        }
        return switch (rule.since()) {
            case CHANGED -> "memory.updated_at";
            case EXPIRED -> "memory.expires_at";
            case PAST ->
                "COALESCE(memory.retracted_at, CASE WHEN memory.superseded_by IS NOT NULL THEN memory.updated_at END)";
        };
    }

    /** {@return the number of rows that a rule selects now} */
    static ForgetResult count(Handle handle, RowSelection selection) {
        String ids = selection.select(selection.table() + ".id");
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put(selection.table(), selection.select("COUNT(*)"));
        queries.put("vector", "SELECT COUNT(*) FROM <p>vector AS vector WHERE item_id IN (" + ids + ")");
        queries.put(
                "mention",
                "SELECT COUNT(*) FROM <p>mention AS mention WHERE item_id IN (" + ids + ") OR (via <> '' AND via IN ("
                        + ids + "))");
        if (selection.type() == ItemType.MEMORY) {
            queries.put("event", "SELECT COUNT(*) FROM <p>event AS event WHERE memory_id IN (" + ids + ")");
            queries.put("source", "SELECT COUNT(*) FROM <p>source AS source WHERE item_id IN (" + ids + ")");
        } else {
            queries.put("source", "SELECT COUNT(*) FROM <p>source AS source WHERE turn_id IN (" + ids + ")");
        }
        Map<String, Long> rows = new TreeMap<>();
        queries.forEach((table, sql) -> {
            long count = handle.createQuery(sql)
                    .bindMap(selection.values())
                    .mapTo(Long.class)
                    .one();
            if (count > 0) {
                rows.put(table, count);
            }
        });
        return ForgetResult.of(rows);
    }

    /** {@return the next rows that a rule selects, in the order in which they were recorded} */
    static List<String> next(Handle handle, RowSelection selection, int limit) {
        return handle.createQuery(selection.select(selection.table() + ".id") + " ORDER BY " + selection.table()
                        + ".ordinal LIMIT :limit")
                .bindMap(selection.values())
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }
}
