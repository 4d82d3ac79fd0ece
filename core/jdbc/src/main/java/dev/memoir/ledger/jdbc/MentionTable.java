// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.ItemType;
import dev.memoir.Scope;
import dev.memoir.entity.EntityClusters.Bearer;
import dev.memoir.entity.NameMention;
import dev.memoir.index.ItemRef;
import dev.memoir.ledger.jdbc.dialect.Upsert;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The table of mentions: which turns and memories mention which names. */
final class MentionTable {

    /**
     * A name mentioned by an item.
     *
     * @param via the memory that was extracted from the turn and mentions the name, or ""
     * @param at the time of the item, in milliseconds
     */
    record Mention(ItemRef item, String via, long at, NameMention name) {}

    /** A deleted mention: the item, the name, and the relation to the user that it expressed. */
    record Dropped(
            Scope scope,
            ItemRef item,
            String via,
            String key,
            @Nullable String relative) {}

    private static final Upsert MENTION = Upsert.builder("mention")
            .value("item_id", ":item")
            .value("name_key", ":key")
            .parameters("via")
            .value("item_type", ":type")
            .scope()
            .parameters("at", "person", "relative", "said")
            .key("item_id", "name_key", "via")
            .update("person", "mention.person OR excluded.person")
            .update("relative", "COALESCE(mention.relative, excluded.relative)")
            .build();

    private static final String DROPPED = "user_id, agent_id, run_id, item_type, item_id, via, name_key, relative";

    private MentionTable() {}

    static void insert(Handle handle, Scope scope, Collection<Mention> mentions) {
        if (mentions.isEmpty()) {
            return;
        }
        try (PreparedBatch rows = handle.prepareBatch(LedgerSql.upsert(handle, MENTION))) {
            for (Mention mention : mentions) {
                rows.bindMap(ScopeClause.columns(scope))
                        .bind("item", mention.item().id())
                        .bind("key", mention.name().key())
                        .bind("via", mention.via())
                        .bind("type", mention.item().type().name())
                        .bind("at", mention.at())
                        .bind("person", mention.name().person())
                        .bind("relative", mention.name().relative())
                        .bind("said", mention.name().text())
                        .add();
            }
            rows.execute();
        }
    }

    /** Deletes the mentions of memories, including those through their source turns. */
    static List<Dropped> drop(Handle handle, Collection<String> memoryIds) {
        List<Dropped> dropped = new ArrayList<>();
        IdChunks.each(memoryIds, ids -> {
            dropped.addAll(handle.createQuery(LedgerSql.returningDeleted(handle, deletion("<ids>"), DROPPED))
                    .bindList("ids", ids)
                    .map((row, context) -> dropped(row))
                    .list());
        });
        return dropped;
    }

    /** Deletes the mentions of items that are about to be deleted. */
    static List<Dropped> drop(Handle handle, RowSelection chosen) {
        String ids = chosen.select(chosen.table() + ".id");
        return handle.createQuery(LedgerSql.returningDeleted(handle, deletion(ids), DROPPED))
                .bindMap(chosen.values())
                .map((row, context) -> dropped(row))
                .list();
    }

    private static String deletion(String ids) {
        return "DELETE FROM <p>mention AS mention WHERE item_id IN (" + ids + ") OR (via <> '' AND via IN (" + ids
                + "))";
    }

    /** Deletes all mentions that a scope reads. */
    static long forget(Handle handle, Scope scope) {
        ScopeClause scoped = ScopeClause.reads(scope, "mention");
        return handle.createUpdate("DELETE FROM <p>mention AS mention WHERE " + scoped.sql())
                .bindMap(scoped.values())
                .execute();
    }

    static List<Bearer> bearers(Handle handle, Scope scope) {
        ScopeClause scoped = ScopeClause.exactly(scope, "mention");
        return handle.createQuery("SELECT mention.relative, mention.name_key, entity_name.canonical"
                        + " FROM <p>mention AS mention JOIN <p>entity_name AS entity_name"
                        + " ON " + ScopeClause.same("entity_name", "mention")
                        + " AND entity_name.name_key = mention.name_key"
                        + " WHERE mention.relative IS NOT NULL AND " + scoped.sql())
                .bindMap(scoped.values())
                .map((row, context) ->
                        new Bearer(row.getString("relative"), row.getString("name_key"), row.getString("canonical")))
                .list();
    }

    /** {@return the keys of the names that items mention, by the item's id} */
    static Map<String, Set<String>> keys(Handle handle, Collection<String> items) {
        Map<String, Set<String>> keys = new HashMap<>();
        IdChunks.each(
                items,
                ids -> handle.createQuery(
                                "SELECT item_id, name_key FROM <p>mention AS mention WHERE item_id IN (<ids>)")
                        .bindList("ids", ids)
                        .map((row, context) -> keys.computeIfAbsent(row.getString("item_id"), item -> new HashSet<>())
                                .add(row.getString("name_key")))
                        .list());
        return keys;
    }

    private static Dropped dropped(ResultSet row) throws SQLException {
        return new Dropped(
                ColumnValues.scope(row),
                new ItemRef(ItemType.valueOf(row.getString("item_type")), row.getString("item_id")),
                row.getString("via"),
                row.getString("name_key"),
                row.getString("relative"));
    }
}
