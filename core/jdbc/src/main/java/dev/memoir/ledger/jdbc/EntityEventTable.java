// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.EntityEvent;
import dev.memoir.Scope;
import dev.memoir.entity.NameMention;
import dev.memoir.entity.PronounReferents;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of the merges and splits of names that the application requested. */
final class EntityEventTable {

    private static final String NAMELESS = "NOT EXISTS (SELECT 1 FROM <p>entity_name AS entity_name WHERE "
            + ScopeClause.same("entity_name", "entity_event") + " AND entity_name.name_key = entity_event.%s)";

    private EntityEventTable() {}

    static void insert(Handle handle, EntityEvent event) {
        handle.createUpdate("""
                        INSERT INTO <p>entity_event (id, user_id, agent_id, run_id, type, name_key, same_as,
                            actor, at, undoes)
                        VALUES (:id, :user, :agent, :run, :type, :other, :name, :actor, :at, :undoes)
                        """)
                .bindMap(ScopeClause.columns(event.scope()))
                .bind("id", event.id())
                .bind("type", event.type().name())
                .bind("other", event.other())
                .bind("name", event.name())
                .bind("actor", event.actor())
                .bind("at", ColumnValues.millis(event.at()))
                .bind("undoes", event.undoes())
                .execute();
    }

    static Optional<EntityEvent> find(Handle handle, Scope scope, String id) {
        ScopeClause scoped = ScopeClause.exactly(scope, "entity_event");
        return handle.createQuery(
                        "SELECT * FROM <p>entity_event AS entity_event WHERE " + scoped.sql() + " AND id = :id")
                .bindMap(scoped.values())
                .bind("id", id)
                .map((row, context) -> event(row))
                .findOne();
    }

    /** The events of a name and of the other names of its entity. */
    static List<EntityEvent> of(Handle handle, Scope scope, String name) {
        Optional<String> key = NameMention.of(name, PronounReferents.OF_USER).map(NameMention::key);
        if (key.isEmpty()) {
            return List.of();
        }
        ScopeClause scoped = ScopeClause.reads(scope, "entity_event");
        String same = "SELECT other.name_key FROM <p>entity_name AS entity_name JOIN <p>entity_name AS other ON "
                + ScopeClause.same("other", "entity_name") + " AND other.canonical = entity_name.canonical WHERE "
                + ScopeClause.same("entity_name", "entity_event") + " AND entity_name.name_key = :key";
        return handle
                .createQuery("SELECT * FROM <p>entity_event AS entity_event WHERE " + scoped.sql()
                        + " AND (name_key = :key OR same_as = :key OR name_key IN (" + same + ") OR same_as IN (" + same
                        + "))")
                .bindMap(scoped.values())
                .bind("key", key.get())
                .map((row, context) -> event(row))
                .stream()
                .sorted(Comparator.comparing(EntityEvent::at).thenComparing(EntityEvent::id))
                .toList();
    }

    static long forget(Handle handle, Scope scope) {
        ScopeClause scoped = ScopeClause.reads(scope, "entity_event");
        return handle.createUpdate("DELETE FROM <p>entity_event AS entity_event WHERE " + scoped.sql())
                .bindMap(scoped.values())
                .execute();
    }

    /** Deletes the events of names that no longer exist. */
    static long forgetNameless(Handle handle, Scope scope) {
        ScopeClause scoped = ScopeClause.reads(scope, "entity_event");
        return handle.createUpdate("DELETE FROM <p>entity_event AS entity_event WHERE " + scoped.sql() + " AND ("
                        + NAMELESS.formatted("name_key") + " OR " + NAMELESS.formatted("same_as") + ")")
                .bindMap(scoped.values())
                .execute();
    }

    private static EntityEvent event(ResultSet row) throws SQLException {
        return new EntityEvent(
                row.getString("id"),
                ColumnValues.scope(row),
                EntityEvent.Type.valueOf(row.getString("type")),
                row.getString("same_as"),
                row.getString("name_key"),
                row.getString("actor"),
                ColumnValues.instant(row, "at"),
                row.getString("undoes"));
    }
}
