// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.Memory;
import dev.memoir.MemorySource;
import dev.memoir.Scope;
import dev.memoir.extract.Citation;
import dev.memoir.index.TurnPosition;
import dev.memoir.ledger.LearnedStep;
import dev.memoir.ledger.jdbc.dialect.Upsert;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table of the source turns of memories and of rejected proposals. */
final class SourceTable {

    /** A turn that was forgotten meanwhile is no source; a source that was undone becomes one again. */
    private static final Upsert CITATION = Upsert.builder("source")
            .value("item_id", ":item")
            .value("turn_id", ":turn")
            .parameters("operation", "quote")
            .requires("turn", "id = :turn")
            .key("item_id", "turn_id", "quote")
            .update("operation", "excluded.operation")
            .update("undone_by", "NULL")
            .updatedIf("source.undone_by IS NOT NULL")
            .build();

    private SourceTable() {}

    /** Turns that were forgotten in the meantime are skipped. */
    static void insert(Handle handle, String itemId, String operation, Collection<Citation> sources) {
        if (sources.isEmpty()) {
            return;
        }
        try (PreparedBatch rows = handle.prepareBatch(LedgerSql.upsert(handle, CITATION))) {
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

    /** A summary includes the content of the previous one, so the turns of that one are its sources too. */
    static List<MemorySource> of(Handle handle, Scope scope, String memoryId) {
        ScopeClause scoped = ScopeClause.alsoReads(scope, "turn");
        SortedMap<Long, MemorySource> inOrder = new TreeMap<>();
        handle.createQuery("SELECT turn.*, conversation.name AS conversation, source.quote FROM <p>source AS source"
                        + " JOIN <p>turn AS turn ON turn.id = source.turn_id"
                        + " JOIN <p>conversation AS conversation ON conversation.id = turn.conversation_id"
                        + " WHERE source.item_id IN (<items>) AND source.undone_by IS NULL AND " + scoped.sql())
                .bindMap(scoped.values())
                .bindList("items", DerivedMemories.withPrevious(handle, memoryId))
                .map((row, context) -> inOrder.put(
                        row.getLong("ordinal"), new MemorySource(TurnTable.turn(row), row.getString("quote"))))
                .list();
        return List.copyOf(inOrder.values());
    }

    /** The positions of the source turns of memories, in the order in which they were recorded. */
    static Map<String, List<TurnPosition>> positions(Handle handle, Collection<String> memories) {
        Map<String, SortedMap<Long, TurnPosition>> found = new HashMap<>();
        IdChunks.each(
                memories,
                ids -> handle.createQuery("SELECT source.item_id, turn.ordinal, turn.conversation_id, turn.sequence"
                                + " FROM <p>source AS source JOIN <p>turn AS turn ON turn.id = source.turn_id"
                                + " WHERE source.undone_by IS NULL AND source.item_id IN (<ids>)")
                        .bindList("ids", ids)
                        .map((row, context) -> found.computeIfAbsent(row.getString("item_id"), item -> new TreeMap<>())
                                .put(
                                        row.getLong("ordinal"),
                                        new TurnPosition(row.getString("conversation_id"), row.getLong("sequence"))))
                        .list());
        return found.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> List.copyOf(entry.getValue().values())));
    }

    static Map<String, Set<String>> turns(Handle handle, Collection<String> items) {
        Map<String, Set<String>> found = new HashMap<>();
        IdChunks.each(
                items,
                ids -> handle.createQuery("SELECT item_id, turn_id FROM <p>source AS source"
                                + " WHERE undone_by IS NULL AND item_id IN (<ids>)")
                        .bindList("ids", ids)
                        .map((row, context) -> found.computeIfAbsent(row.getString("item_id"), item -> new HashSet<>())
                                .add(row.getString("turn_id")))
                        .list());
        return found;
    }

    /**
     * Removes the sources that an operation added to memories that exist without it, and restores those that the
     * operation itself had removed. Memories that it created keep their sources: they document where each came from,
     * and that it is gone.
     */
    static void revert(Handle handle, List<LearnedStep> steps, String operation) {
        handle.createUpdate("UPDATE <p>source AS source SET undone_by = NULL, operation = :by"
                        + " WHERE undone_by = :operation")
                .bind("by", steps.get(0).event().operation())
                .bind("operation", operation)
                .execute();
        for (LearnedStep step : steps) {
            if (step.after().retractedAt() == null) {
                handle.createUpdate("UPDATE <p>source AS source SET undone_by = :by"
                                + " WHERE operation = :operation AND item_id = :item AND undone_by IS NULL")
                        .bind("by", step.event().operation())
                        .bind("operation", operation)
                        .bind("item", step.after().id())
                        .execute();
            }
        }
    }

    /** The memories extracted from turns, including past and retracted ones. */
    static List<Memory> memories(Handle handle, Scope scope, Collection<String> turns) {
        ScopeClause scoped = ScopeClause.exactly(scope, "memory");
        Map<String, Memory> found = new LinkedHashMap<>();
        IdChunks.each(
                turns,
                ids -> handle.createQuery("SELECT memory.* FROM <p>memory AS memory WHERE " + scoped.sql()
                                + " AND memory.id IN (SELECT item_id FROM <p>source AS source WHERE turn_id IN (<ids>))"
                                + " ORDER BY memory.ordinal")
                        .bindMap(scoped.values())
                        .bindList("ids", ids)
                        .map((row, context) -> MemoryTable.memory(row))
                        .forEach(memory -> found.put(memory.id(), memory)));
        return List.copyOf(found.values());
    }
}
