// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.ForgetResult;
import dev.memoir.ItemType;
import dev.memoir.Memory;
import dev.memoir.Scope;
import dev.memoir.index.ItemRef;
import dev.memoir.ledger.jdbc.MentionTable.Dropped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Deletes turns and memories with everything derived from them, and appends tombstones to the change feed for the
 * indexes. A fact is deleted with the last turn it was extracted from, a summary or a procedure with any of its turns.
 */
final class Deletion {

    private final Handle handle;
    private final Map<String, Long> rows = new TreeMap<>();
    private final List<Dropped> mentions = new ArrayList<>();

    private Deletion(Handle handle) {
        this.handle = handle;
    }

    /** Forgets everything a scope reads, or only the item with the given id. */
    static ForgetResult forget(Handle handle, Scope scope, @Nullable String id) {
        return new Deletion(handle).forget(scope, id);
    }

    /** Forgets turns or memories on their own: what was extracted from the turns is kept. */
    static ForgetResult sweep(Handle handle, RowSelection selection) {
        return new Deletion(handle).sweep(selection);
    }

    private ForgetResult forget(Scope scope, @Nullable String id) {
        if (id == null) {
            // All at once. No other scope's names depend on these, so there is nothing to settle.
            count("mention", MentionTable.forget(handle, scope));
            count("entity_name", NameTable.forget(handle, scope));
            count("entity_event", EntityEventTable.forget(handle, scope));
            EntityBackfillTable.forget(handle, scope);
        }
        // The memories of a whole scope are extracted from its own turns and are selected anyway.
        if (id != null) {
            derived(scope, id);
        }
        turns(RowSelection.of(ItemType.TURN, scope, id));
        memories(RowSelection.of(ItemType.MEMORY, scope, id));
        if (id == null) {
            count("spending", SpendingTable.forget(handle, scope));
        }
        dropEmpty(scope);
        return done(List.of(scope));
    }

    private ForgetResult sweep(RowSelection selection) {
        Collection<Scope> scopes = selection.scopes(handle);
        long gone = selection.type() == ItemType.TURN ? turns(selection) : memories(selection);
        if (gone > 0) {
            scopes.forEach(this::dropEmpty);
        }
        return done(scopes);
    }

    private ForgetResult done(Collection<Scope> scopes) {
        count("mention", mentions.size());
        relink();
        if (!rows.isEmpty()) {
            scopes.forEach(scope -> count("entity_event", EntityEventTable.forgetNameless(handle, scope)));
        }
        if (!rows.isEmpty()) {
            LedgerTable.unscrubbed(handle, true);
        }
        return ForgetResult.of(rows);
    }

    /** The forgotten items may have been the only evidence for names and for which of them denote one entity. */
    private void relink() {
        Map<Scope, List<Dropped>> byScope = new LinkedHashMap<>();
        mentions.forEach(mention -> byScope.computeIfAbsent(mention.scope(), scope -> new ArrayList<>())
                .add(mention));
        byScope.forEach((scope, dropped) -> count("entity_name", EntityLinker.forgotten(handle, scope, dropped)));
        Set<ItemRef> turns = new LinkedHashSet<>();
        mentions.stream().filter(mention -> !mention.via().isEmpty()).forEach(mention -> turns.add(mention.item()));
        Set<String> existing =
                TurnTable.existing(handle, turns.stream().map(ItemRef::id).toList());
        ChangeFeed.append(
                handle,
                turns.stream().filter(turn -> existing.contains(turn.id())).toList());
    }

    private void dropEmpty(Scope scope) {
        count("summary", SummaryTable.dropEmpty(handle, scope));
        count("conversation", ConversationTable.dropEmpty(handle, scope));
        count("request", RequestTable.dropEmpty(handle, scope));
    }

    /** Deletes what is derived from one turn or memory. */
    private void derived(Scope scope, String id) {
        if (contains(RowSelection.of(ItemType.TURN, scope, id))) {
            Map<String, Memory> derived = DerivedMemories.of(handle, id);
            DerivedMemories.restorePrevious(handle, derived);
            DerivedMemories.selection(derived).ifPresent(this::derivedMemories);
            RowSelection.onlyFrom(handle, id).ifPresent(this::memories);
        } else if (contains(RowSelection.of(ItemType.MEMORY, scope, id))) {
            DerivedMemories.selection(DerivedMemories.versions(handle, id)).ifPresent(this::derivedMemories);
        }
    }

    private boolean contains(RowSelection selection) {
        return handle.createQuery(selection.select("COUNT(*)"))
                        .bindMap(selection.values())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** Proposals that were rejected with a summary are deleted too: they may contain words of the previous summary. */
    private void derivedMemories(RowSelection derived) {
        String rejectedWith = "memory_id IS NULL AND operation IN"
                + " (SELECT operation FROM <p>event AS event WHERE memory_id IN (%1$s) AND type = 'ADD')";
        count(
                "source",
                run(
                        "DELETE FROM <p>source AS source WHERE item_id IN (SELECT id FROM <p>event AS event WHERE "
                                + rejectedWith + ")",
                        derived));
        count("event", run("DELETE FROM <p>event AS event WHERE " + rejectedWith, derived));
        memories(derived);
    }

    private long memories(RowSelection memories) {
        mentions.addAll(MentionTable.drop(handle, memories));
        RequestTable.blank(handle, memories);
        ChangeFeed.appendTombstones(handle, memories);
        // The step of the superseded memory quotes the new text.
        run("""
                UPDATE <p>event AS event SET new_text = NULL
                WHERE operation IN (SELECT operation FROM <p>event AS event WHERE memory_id IN (%1$s))
                    AND type = 'SUPERSEDE'
                """, memories);
        count("source", run("DELETE FROM <p>source AS source WHERE item_id IN (%1$s)", memories));
        count("vector", run("DELETE FROM <p>vector AS vector WHERE item_id IN (%1$s)", memories));
        count("event", run("DELETE FROM <p>event AS event WHERE memory_id IN (%1$s)", memories));
        return count("memory", delete(memories));
    }

    private long turns(RowSelection turns) {
        mentions.addAll(MentionTable.drop(handle, turns));
        RequestTable.blank(handle, turns);
        ChangeFeed.appendTombstones(handle, turns);
        // Rejected proposals contain words of their turns, whatever other sources they have.
        count("source", run("""
                DELETE FROM <p>source AS source WHERE turn_id NOT IN (%1$s)
                    AND item_id IN (SELECT id FROM <p>event AS event WHERE memory_id IS NULL
                        AND id IN (SELECT item_id FROM <p>source AS source WHERE turn_id IN (%1$s)))
                """, turns));
        count("event", run("""
                DELETE FROM <p>event AS event WHERE memory_id IS NULL
                    AND id IN (SELECT item_id FROM <p>source AS source WHERE turn_id IN (%1$s))
                """, turns));
        count("source", run("DELETE FROM <p>source AS source WHERE turn_id IN (%1$s)", turns));
        count("event", run("DELETE FROM <p>event AS event WHERE turn_id IN (%1$s)", turns));
        count("vector", run("DELETE FROM <p>vector AS vector WHERE item_id IN (%1$s)", turns));
        return count("turn", delete(turns));
    }

    private long run(String sql, RowSelection selection) {
        return handle.createUpdate(sql.formatted(selection.select(selection.table() + ".id")))
                .bindMap(selection.values())
                .execute();
    }

    private long delete(RowSelection selection) {
        return handle.createUpdate("DELETE FROM <p>" + selection.table() + " AS " + selection.table() + " WHERE "
                        + selection.condition())
                .bindMap(selection.values())
                .execute();
    }

    private long count(String table, long deleted) {
        if (deleted > 0) {
            rows.merge(table, deleted, Long::sum);
        }
        return deleted;
    }
}
