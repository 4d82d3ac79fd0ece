package dev.memoir.ledger.jdbc;

import dev.memoir.ItemType;
import dev.memoir.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What is still to be linked behind the writes. */
final class EntityBackfillTable {

    /**
     * How many of the latest turns, and of the latest memories, are searched for a new name. Searching 1,000 turns of 130
     * characters took 80 to 190 ms, 350 ms where all of them say the name (SQLite, two busy cores). What was said longer
     * ago is linked through the memories drawn from it.
     */
    static final int SEARCHED = 1000;

    /** Everything that an item says. */
    static final String EVERYTHING = "";

    /**
     * A search that is not over.
     *
     * @param name the key of a name, or {@link #EVERYTHING}
     * @param below the ordinal that the items still to be looked at are below
     * @param remaining how many of them at most
     */
    record Search(Scope scope, ItemType type, String name, long below, long remaining) {

        boolean everything() {
            return name.equals(EVERYTHING);
        }
    }

    private EntityBackfillTable() {}

    /** Has what was said before searched for names that are new. */
    static void search(Handle handle, Scope scope, Collection<String> names) {
        put(handle, scope, names, SEARCHED);
    }

    /** Has everything linked that a scope holds. */
    static void everything(Handle handle, Scope scope) {
        put(handle, scope, List.of(EVERYTHING), Long.MAX_VALUE);
    }

    private static void put(Handle handle, Scope scope, Collection<String> names, long remaining) {
        if (names.isEmpty()) {
            return;
        }
        try (PreparedBatch rows = handle.prepareBatch("""
                INSERT INTO <p>linking AS linking (user_id, agent_id, run_id, item_type, name_key, below, remaining)
                VALUES (:user, :agent, :run, :type, :name, :below, :remaining)
                ON CONFLICT (user_id, agent_id, run_id, item_type, name_key)
                DO UPDATE SET below = excluded.below, remaining = excluded.remaining
                """)) {
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

    /** {@return any search that is not over; of a scope's memories first, whose names turns may say} */
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
     * Notes that items were looked at: down to an ordinal, or all that there are. A search that was begun anew meanwhile is
     * left as it is.
     *
     * @param looked how many
     */
    static void advance(Handle handle, Search search, long lowest, long looked, boolean last) {
        boolean over = last || search.remaining() <= looked;
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
                .bind("looked", looked)
                .execute();
    }

    /** Ends the searches for names that are gone. */
    static void drop(Handle handle, Scope scope, Collection<String> names) {
        ScopeClause scoped = ScopeClause.exactly(scope, "linking");
        IdChunks.each(
                names,
                some -> handle.createUpdate("DELETE FROM <p>linking AS linking WHERE " + scoped.sql()
                                + " AND name_key IN (<names>)")
                        .bindMap(scoped.values())
                        .bindList("names", some)
                        .execute());
    }

    /** Ends the searches of a scope of which everything was forgotten. */
    static void forget(Handle handle, Scope scope) {
        ScopeClause scoped = ScopeClause.reads(scope, "linking");
        handle.createUpdate("DELETE FROM <p>linking AS linking WHERE " + scoped.sql())
                .bindMap(scoped.values())
                .execute();
    }
}
