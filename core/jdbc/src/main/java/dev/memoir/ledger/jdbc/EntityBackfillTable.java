// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.ItemType;
import dev.memoir.Scope;
import dev.memoir.ledger.jdbc.dialect.Upsert;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table of pending searches for names in earlier items. */
final class EntityBackfillTable {

    /**
     * The number of latest turns, and of latest memories, that are searched for a new name. Searching 1,000 turns of
     * 130 characters took 80 to 190 ms, 350 ms where all of them contain the name (SQLite, two busy cores). Earlier
     * turns are linked through the memories extracted from them.
     */
    static final int MAX_SEARCHED = 1000;

    /** The key of a search for all names in an item. */
    static final String EVERYTHING = "";

    /**
     * A pending search.
     *
     * @param name the key of a name, or {@link #EVERYTHING}
     * @param below the ordinal below which items are still to be searched
     * @param remaining the maximum number of items still to be searched
     */
    record Search(Scope scope, ItemType type, String name, long below, long remaining) {

        boolean everything() {
            return name.equals(EVERYTHING);
        }
    }

    private static final Upsert SEARCH = Upsert.builder("linking")
            .scope()
            .value("item_type", ":type")
            .value("name_key", ":name")
            .parameters("below", "remaining")
            .key("user_id", "agent_id", "run_id", "item_type", "name_key")
            .update("below", "excluded.below")
            .update("remaining", "excluded.remaining")
            .build();

    private EntityBackfillTable() {}

    /** Schedules a search of earlier items for new names. */
    static void search(Handle handle, Scope scope, Collection<String> names) {
        put(handle, scope, names, MAX_SEARCHED);
    }

    /** Schedules the linking of everything that a scope holds. */
    static void everything(Handle handle, Scope scope) {
        put(handle, scope, List.of(EVERYTHING), Long.MAX_VALUE);
    }

    private static void put(Handle handle, Scope scope, Collection<String> names, long remaining) {
        if (names.isEmpty()) {
            return;
        }
        try (PreparedBatch rows = handle.prepareBatch(LedgerSql.upsert(handle, SEARCH))) {
            for (String name : names) {
                for (ItemType type : ItemType.values()) {
                    rows.bindMap(ScopeClause.columns(scope))
                            .bind("type", type.name())
                            .bind("name", name)
                            .bind("below", Long.MAX_VALUE)
                            .bind("remaining", remaining)
                            .add();
                }
            }
            rows.execute();
        }
    }

    /**
     * {@return any pending search; of a scope's memories first, because turns may contain the names that they bring}
     */
    static Optional<Search> any(Handle handle) {
        return handle.createQuery("SELECT * FROM <p>linking AS linking"
                        + " ORDER BY user_id, agent_id, run_id, item_type, name_key LIMIT 1")
                .map((row, context) -> new Search(
                        ColumnValues.scope(row),
                        ItemType.valueOf(row.getString("item_type")),
                        row.getString("name_key"),
                        row.getLong("below"),
                        row.getLong("remaining")))
                .findOne();
    }

    /** {@return the searches for names among items of one kind in one scope} */
    static List<Search> names(Handle handle, Scope scope, ItemType type) {
        ScopeClause scoped = ScopeClause.exactly(scope, "linking");
        return handle.createQuery("SELECT name_key, below, remaining FROM <p>linking AS linking WHERE " + scoped.sql()
                        + " AND item_type = :type AND name_key <> ''")
                .bindMap(scoped.values())
                .bind("type", type.name())
                .map((row, context) -> new Search(
                        scope, type, row.getString("name_key"), row.getLong("below"), row.getLong("remaining")))
                .list();
    }

    /**
     * Advances a search past items: down to an ordinal, or to its end. A search that was restarted in the meantime is
     * left unchanged.
     *
     * @param searched the number of items searched
     */
    static void advance(Handle handle, Search search, long lowest, long searched, boolean last) {
        boolean over = last || search.remaining() <= searched;
        ScopeClause scoped = ScopeClause.exactly(search.scope(), "linking");
        handle.createUpdate((over
                                ? "DELETE FROM <p>linking AS linking"
                                : "UPDATE <p>linking AS linking SET below = :lowest, remaining = remaining - :looked")
                        + " WHERE " + scoped.sql()
                        + " AND item_type = :type AND name_key = :name AND below = :below AND remaining = :remaining")
                .bindMap(scoped.values())
                .bind("type", search.type().name())
                .bind("name", search.name())
                .bind("below", search.below())
                .bind("remaining", search.remaining())
                .bind("lowest", lowest)
                .bind("looked", searched)
                .execute();
    }

    /** Cancels the searches for deleted names. */
    static void drop(Handle handle, Scope scope, Collection<String> names) {
        ScopeClause scoped = ScopeClause.exactly(scope, "linking");
        IdChunks.each(
                names,
                chunk -> handle.createUpdate("DELETE FROM <p>linking AS linking WHERE " + scoped.sql()
                                + " AND name_key IN (<names>)")
                        .bindMap(scoped.values())
                        .bindList("names", chunk)
                        .execute());
    }

    /** Cancels the searches of a scope that was forgotten. */
    static void forget(Handle handle, Scope scope) {
        ScopeClause scoped = ScopeClause.reads(scope, "linking");
        handle.createUpdate("DELETE FROM <p>linking AS linking WHERE " + scoped.sql())
                .bindMap(scoped.values())
                .execute();
    }
}
