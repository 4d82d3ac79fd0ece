// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.IdGenerator;
import dev.memoir.ItemType;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.index.ItemRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Hides turns and memories from recall and makes them visible again. Each change is a step of the item's history and of
 * the change feed. A summary or procedure derived from a hidden turn is hidden too, and its conversation is summarised
 * anew.
 */
final class SuppressionWriter {

    /** The state of a turn after a step. */
    private static final String HIDDEN = "{\"suppressed\":true}";

    private static final String SHOWN = "{\"suppressed\":false}";

    private final Handle handle;
    private final IdGenerator ids;

    SuppressionWriter(Handle handle, IdGenerator ids) {
        this.handle = handle;
        this.ids = ids;
    }

    List<MemoryEvent> suppress(Scope scope, Collection<String> itemIds, @Nullable String why, Instant now) {
        return change(scope, itemIds, true, why, now);
    }

    List<MemoryEvent> unsuppress(Scope scope, Collection<String> itemIds, Instant now) {
        return change(scope, itemIds, false, "took back: SUPPRESS", now);
    }

    private List<MemoryEvent> change(
            Scope scope, Collection<String> itemIds, boolean hide, @Nullable String why, Instant now) {
        String operation = ids.next();
        List<MemoryEvent> steps = new ArrayList<>();
        IdChunks.each(new LinkedHashSet<>(itemIds), chunk -> {
            MemoryTable.byIds(handle, scope, chunk).stream()
                    .filter(memory -> (memory.suppressedAt() == null) == hide)
                    .forEach(memory -> steps.add(write(memory, event(operation, memory.id(), hide, why, now), hide)));
            List<StoredTurn> turns = turns(scope, chunk, !hide);
            turns.forEach(turn -> steps.add(event(operation, turn.id(), hide, why, now)));
            write(turns, steps, hide, now);
        });
        return List.copyOf(steps);
    }

    private MemoryEvent event(String operation, String itemId, boolean hide, @Nullable String why, Instant now) {
        return new MemoryEvent(
                ids.next(),
                operation,
                itemId,
                hide ? MemoryEvent.Type.SUPPRESS : MemoryEvent.Type.UNDO,
                null,
                null,
                why,
                MemoryEvent.API,
                ColumnValues.stored(now));
    }

    /** Hides turns with steps that were decided elsewhere; turns that are hidden or gone are skipped. */
    void suppress(Scope scope, List<MemoryEvent> steps) {
        if (!steps.isEmpty()) {
            Map<String, MemoryEvent> byTurn = new LinkedHashMap<>();
            steps.forEach(step -> byTurn.putIfAbsent(String.valueOf(step.memoryId()), step));
            write(
                    turns(scope, List.copyOf(byTurn.keySet()), false),
                    byTurn.values(),
                    true,
                    steps.get(0).at());
        }
    }

    /** Reverts the steps of turns that were recorded together with one, unless the operation changed memories. */
    List<MemoryEvent> revert(Scope scope, String eventId, Instant now) {
        ScopeClause scoped = ScopeClause.reads(scope, "event");
        return handle.createQuery("SELECT operation FROM <p>event AS event WHERE " + scoped.sql()
                        + " AND event.id = :id AND event.turn_id IS NOT NULL")
                .bindMap(scoped.values())
                .bind("id", eventId)
                .mapTo(String.class)
                .findOne()
                .map(undone -> revert(undone, ids.next(), now))
                .orElse(List.of());
    }

    /** Reverts the steps of turns that belong to an operation; a turn that has changed since is left unchanged. */
    List<MemoryEvent> revert(String undone, String operation, Instant now) {
        Map<String, Boolean> hidden = new LinkedHashMap<>();
        handle.createQuery("SELECT turn_id, state FROM <p>event AS event WHERE operation = :operation"
                        + " AND turn_id IS NOT NULL ORDER BY ordinal")
                .bind("operation", undone)
                .map((row, context) -> hidden.put(
                        row.getString("turn_id"),
                        HIDDEN.equals(row.getString("state").replace(" ", ""))))
                .list();
        List<MemoryEvent> steps = new ArrayList<>();
        for (boolean hide : new boolean[] {false, true}) {
            List<String> turnIds = hidden.entrySet().stream()
                    .filter(entry -> entry.getValue() != hide)
                    .map(Map.Entry::getKey)
                    .toList();
            List<StoredTurn> turns = turns(null, turnIds, !hide);
            List<MemoryEvent> back = turns.stream()
                    .map(turn -> new MemoryEvent(
                            ids.next(),
                            operation,
                            turn.id(),
                            MemoryEvent.Type.UNDO,
                            null,
                            null,
                            "took back: " + (hide ? MemoryEvent.Type.UNDO : MemoryEvent.Type.SUPPRESS),
                            MemoryEvent.API,
                            ColumnValues.stored(now)))
                    .toList();
            write(turns, back, hide, now);
            steps.addAll(back);
        }
        return steps;
    }

    static List<MemoryEvent> steps(Handle handle, String operation) {
        return handle.createQuery("SELECT * FROM <p>event AS event WHERE operation = :operation AND turn_id IS NOT NULL"
                        + " ORDER BY ordinal")
                .bind("operation", operation)
                .map((row, context) -> EventTable.event(row))
                .list();
    }

    private List<StoredTurn> turns(@Nullable Scope scope, Collection<String> turnIds, boolean hidden) {
        List<StoredTurn> turns = new ArrayList<>();
        ScopeClause scoped = scope == null ? new ScopeClause("TRUE", Map.of()) : ScopeClause.alsoReads(scope, "turn");
        IdChunks.each(
                turnIds,
                chunk -> turns.addAll(handle.createQuery(TurnTable.SELECT + scoped.sql()
                                + " AND turn.suppressed_at IS " + (hidden ? "NOT NULL" : "NULL")
                                + " AND turn.id IN (<ids>) ORDER BY turn.ordinal")
                        .bindMap(scoped.values())
                        .bindList("ids", chunk)
                        .map((row, context) -> TurnTable.turn(row))
                        .list()));
        return turns;
    }

    private void write(List<StoredTurn> turns, Collection<MemoryEvent> steps, boolean hide, Instant now) {
        if (turns.isEmpty()) {
            return;
        }
        Map<String, MemoryEvent> byTurn = steps.stream()
                .collect(Collectors.toMap(step -> String.valueOf(step.memoryId()), step -> step, (one, other) -> one));
        Set<ItemRef> items = new LinkedHashSet<>();
        for (StoredTurn turn : turns) {
            handle.createUpdate("UPDATE <p>turn AS turn SET suppressed_at = :at WHERE id = :id")
                    .bind("at", hide ? ColumnValues.millisOrNull(now) : null)
                    .bind("id", turn.id())
                    .execute();
            EventTable.insertOfTurn(
                    handle, Objects.requireNonNull(byTurn.get(turn.id())), turn.scope(), hide ? HIDDEN : SHOWN);
            items.add(new ItemRef(ItemType.TURN, turn.id()));
            if (hide) {
                hideDerived(turn, now);
            }
            SummaryTable.restart(handle, turn.id(), hide);
        }
        ChangeFeed.append(handle, items);
    }

    /** Derived memories are not restored by a reversal: their content is summarised anew, with or without the turn. */
    private void hideDerived(StoredTurn turn, Instant now) {
        String operation = ids.next();
        DerivedMemories.of(handle, turn.id()).values().stream()
                .filter(memory -> memory.suppressedAt() == null)
                .forEach(memory -> write(
                        memory,
                        event(operation, memory.id(), true, "tells of the suppressed turn " + turn.id(), now),
                        true));
    }

    private MemoryEvent write(Memory memory, MemoryEvent event, boolean hide) {
        Memory after = memory.toBuilder()
                .suppressedAt(hide ? event.at() : null)
                .updatedAt(event.at())
                .build();
        MemoryTable.update(handle, after);
        EventTable.insert(handle, event, after);
        ChangeFeed.append(handle, List.of(new ItemRef(ItemType.MEMORY, memory.id())));
        return event;
    }
}
