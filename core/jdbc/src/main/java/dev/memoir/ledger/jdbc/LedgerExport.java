// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.Scope;
import dev.memoir.ledger.PortableRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Exports a ledger page by page, in an order in which another ledger can import it. */
final class LedgerExport {

    /** The maximum number of ids in a statement: the vectors of a page are read together. */
    private static final int PAGE = 400;

    private record Row(long ordinal, Map<String, Object> fields) {}

    private final Handle handle;
    private final @Nullable Scope scope;
    private final boolean vectors;
    private final Consumer<PortableRecord> to;

    LedgerExport(Handle handle, @Nullable Scope scope, boolean vectors, Consumer<PortableRecord> to) {
        this.handle = handle;
        this.scope = scope;
        this.vectors = vectors;
        this.to = to;
    }

    void run() {
        rows(PortableTable.REQUEST, "request.id");
        turns();
        memories();
        events();
        rows(PortableTable.MENTION, "mention.item_id, mention.name_key, mention.via");
        // A name that is the same as another comes after that other.
        rows(
                PortableTable.ENTITY_NAME,
                "CASE WHEN entity_name.same_as IS NULL THEN 0 WHEN EXISTS (SELECT 1 FROM <p>entity_name AS other"
                        + " WHERE " + ScopeClause.same("other", "entity_name")
                        + " AND other.same_as = entity_name.name_key) THEN 1"
                        + " ELSE 2 END, entity_name.user_id, entity_name.agent_id, entity_name.run_id,"
                        + " entity_name.name_key");
        rows(PortableTable.ENTITY_EVENT, "entity_event.at, entity_event.id");
        rows(PortableTable.SUMMARY, "summary.conversation_id");
        rows(PortableTable.SPENDING, "spending.day");
    }

    static long count(Handle handle, @Nullable Scope scope) {
        long count = 0;
        for (PortableTable table : PortableTable.values()) {
            ScopeClause scoped = condition(scope, table.scopedBy());
            count += handle.createQuery("SELECT COUNT(*) FROM " + table.from() + " WHERE " + scoped.sql())
                    .bindMap(scoped.values())
                    .mapTo(Long.class)
                    .one();
        }
        return count;
    }

    private static ScopeClause condition(@Nullable Scope scope, String table) {
        return scope == null ? new ScopeClause("TRUE", Map.of()) : ScopeClause.reads(scope, table);
    }

    /** Exports a table that is small enough for one query, row by row. */
    private void rows(PortableTable table, String order) {
        ScopeClause scoped = condition(scope, table.scopedBy());
        handle.createQuery("SELECT * FROM " + table.from() + " WHERE " + scoped.sql() + " ORDER BY " + order)
                .bindMap(scoped.values())
                .setFetchSize(PAGE)
                .map((row, context) -> table.fields(row))
                .forEach(fields -> to.accept(new PortableRecord(table.table(), fields)));
    }

    private void turns() {
        pages(
                PortableTable.TURN,
                "turn.*, conversation.name AS conversation",
                " JOIN <p>conversation AS conversation ON conversation.id = turn.conversation_id",
                (row, fields) -> {
                    fields.put("conversation", row.getString("conversation"));
                    fields.put("conversationId", row.getString("conversation_id"));
                    fields.put("sequence", row.getLong("sequence"));
                    request(row, fields);
                },
                this::addVectors);
    }

    private void memories() {
        pages(PortableTable.MEMORY, "memory.*", "", LedgerExport::request, page -> {
            addVectors(page);
            addSources(page);
        });
    }

    private void events() {
        pages(
                PortableTable.EVENT,
                "event.*",
                "",
                (row, fields) -> {},
                page -> addSources(page.stream()
                        .filter(row -> !row.fields().containsKey("memoryId"))
                        .toList()));
    }

    private interface ExtraFields {
        void add(ResultSet row, Map<String, Object> fields) throws SQLException;
    }

    private static void request(ResultSet row, Map<String, Object> fields) throws SQLException {
        String request = row.getString("request_id");
        if (request != null) {
            fields.put("requestId", request);
        }
    }

    private void pages(
            PortableTable table, String select, String join, ExtraFields extra, Consumer<List<Row>> complete) {
        String name = table.table();
        ScopeClause scoped = condition(scope, name);
        long after = 0;
        List<Row> page;
        do {
            page = handle.createQuery("SELECT " + select + " FROM <p>" + name + " AS " + name + join + " WHERE "
                            + scoped.sql() + " AND " + name + ".ordinal > :after ORDER BY " + name
                            + ".ordinal LIMIT :page")
                    .bindMap(scoped.values())
                    .bind("after", after)
                    .bind("page", PAGE)
                    .map((row, context) -> {
                        Map<String, Object> fields = table.fields(row);
                        extra.add(row, fields);
                        return new Row(row.getLong("ordinal"), fields);
                    })
                    .list();
            complete.accept(page);
            page.forEach(row -> to.accept(new PortableRecord(name, row.fields())));
            after = page.isEmpty() ? after : page.get(page.size() - 1).ordinal();
        } while (page.size() == PAGE);
    }

    private static List<String> ids(List<Row> page) {
        return page.stream().map(row -> String.valueOf(row.fields().get("id"))).toList();
    }

    private void addVectors(List<Row> page) {
        if (!vectors || page.isEmpty()) {
            return;
        }
        Map<String, Map<String, Object>> found = new HashMap<>();
        handle.createQuery("SELECT item_id, embedder, vector FROM <p>vector AS vector WHERE item_id IN (<ids>)"
                        + " ORDER BY item_id, embedder")
                .bindList("ids", ids(page))
                .map((row, context) -> found.computeIfAbsent(row.getString("item_id"), item -> new LinkedHashMap<>())
                        .put(row.getString("embedder"), Base64.getEncoder().encodeToString(row.getBytes("vector"))))
                .list();
        page.forEach(row -> {
            Map<String, Object> itemValues = found.get(row.fields().get("id"));
            if (itemValues != null) {
                row.fields().put("vectors", itemValues);
            }
        });
    }

    private void addSources(List<Row> page) {
        if (page.isEmpty()) {
            return;
        }
        Map<String, List<Map<String, Object>>> found = new HashMap<>();
        handle.createQuery("SELECT * FROM <p>source AS source WHERE item_id IN (<ids>)"
                        + " ORDER BY item_id, turn_id, quote")
                .bindList("ids", ids(page))
                .map((row, context) -> {
                    Map<String, Object> source = new LinkedHashMap<>();
                    source.put("turnId", row.getString("turn_id"));
                    source.put("quote", row.getString("quote"));
                    source.put("operation", row.getString("operation"));
                    if (row.getString("undone_by") != null) {
                        source.put("undoneBy", row.getString("undone_by"));
                    }
                    return found.computeIfAbsent(row.getString("item_id"), item -> new ArrayList<>())
                            .add(source);
                })
                .list();
        page.forEach(row -> {
            List<Map<String, Object>> itemValues = found.get(row.fields().get("id"));
            if (itemValues != null) {
                row.fields().put("sources", itemValues);
            }
        });
    }
}
