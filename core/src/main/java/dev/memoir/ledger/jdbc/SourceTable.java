package dev.memoir.ledger.jdbc;

import dev.memoir.Scope;
import dev.memoir.Source;
import dev.memoir.extract.Citation;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Which turns memories, and rejected proposals, come from. */
final class SourceTable {

    private SourceTable() {}

    /** A turn that was forgotten meanwhile is passed over. */
    static void insert(Handle handle, String itemId, String operation, Collection<Citation> sources) {
        if (sources.isEmpty()) {
            return;
        }
        try (PreparedBatch rows = handle.prepareBatch("""
                INSERT INTO <p>source (item_id, turn_id, operation, quote)
                SELECT :item, id, :operation, :quote FROM <p>turn AS turn WHERE id = :turn
                ON CONFLICT (item_id, turn_id, quote) DO NOTHING
                """)) {
            for (Citation source : sources) {
                rows.bind("item", itemId)
                        .bind("operation", operation)
                        .bind("turn", source.turnId())
                        .bind("quote", source.quote())
                        .add();
            }
            rows.execute();
        }
    }

    static List<Source> of(Handle handle, Scope scope, String memoryId) {
        ScopeClause scoped = ScopeClause.reads(scope, "turn");
        return handle.createQuery(
                        "SELECT turn.*, conversation.name AS conversation, source.quote FROM <p>source AS source"
                                + " JOIN <p>turn AS turn ON turn.id = source.turn_id"
                                + " JOIN <p>conversation AS conversation ON conversation.id = turn.conversation_id"
                                + " WHERE source.item_id = :item AND " + scoped.sql() + " ORDER BY turn.ordinal")
                .bindMap(scoped.values())
                .bind("item", memoryId)
                .map((row, context) -> new Source(TurnTable.turn(row), row.getString("quote")))
                .list();
    }

    static Map<String, Set<String>> turns(Handle handle, Collection<String> items) {
        Map<String, Set<String>> found = new HashMap<>();
        Chunks.each(
                items,
                ids -> handle.createQuery("SELECT item_id, turn_id FROM <p>source AS source WHERE item_id IN (<ids>)")
                        .bindList("ids", ids)
                        .map((row, context) -> found.computeIfAbsent(row.getString("item_id"), item -> new HashSet<>())
                                .add(row.getString("turn_id")))
                        .list());
        return found;
    }

    /** Takes back what one operation added. */
    static void remove(Handle handle, String operation) {
        handle.createUpdate("DELETE FROM <p>source AS source WHERE operation = :operation")
                .bind("operation", operation)
                .execute();
    }
}
