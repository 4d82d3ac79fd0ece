package dev.memoir.ledger.jdbc;

import dev.memoir.ForgetReceipt;
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
 * Deletes turns and memories with all that was made of them, and leaves tombstones for the indexes. A memory goes with the
 * last turn that it was drawn from, a summary or a procedure with any.
 */
final class Deletion {

    private final Handle handle;
    private final Map<String, Long> rows = new TreeMap<>();
    private final List<Dropped> mentions = new ArrayList<>();

    private Deletion(Handle handle) {
        this.handle = handle;
    }

    /** Forgets what a scope reads, or the one thing of this id in it. */
    static ForgetReceipt forget(Handle handle, Scope scope, @Nullable String id) {
        return new Deletion(handle).forget(scope, id);
    }

    /** Forgets some turns or memories alone: what was drawn from the turns stays. */
    static ForgetReceipt sweep(Handle handle, RowSelection chosen) {
        return new Deletion(handle).sweep(chosen);
    }

    private ForgetReceipt forget(Scope scope, @Nullable String id) {
        if (id == null) {
            // All at once, and nobody's names are told by others: there is nothing to settle.
            count("mention", MentionTable.forget(handle, scope));
            count("entity_name", NameTable.forget(handle, scope));
            count("entity_event", EntityEventTable.forget(handle, scope));
            EntityBackfillTable.forget(handle, scope);
        }
        // A whole scope's memories are drawn from its own turns, and are chosen anyway.
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

    private ForgetReceipt sweep(RowSelection chosen) {
        Collection<Scope> scopes = chosen.scopes(handle);
        long gone = chosen.type() == ItemType.TURN ? turns(chosen) : memories(chosen);
        if (gone > 0) {
            scopes.forEach(this::dropEmpty);
        }
        return done(scopes);
    }

    private ForgetReceipt done(Collection<Scope> scopes) {
        count("mention", mentions.size());
        relink();
        if (!rows.isEmpty()) {
            scopes.forEach(scope -> count("entity_event", EntityEventTable.forgetNameless(handle, scope)));
        }
        if (!rows.isEmpty()) {
            LedgerTable.unscrubbed(handle, true);
        }
        return ForgetReceipt.of(rows);
    }

    /** What is forgotten may have been all that told who is who, and by whose name else. */
    private void relink() {
        Map<Scope, List<Dropped>> byScope = new LinkedHashMap<>();
        mentions.forEach(mention -> byScope.computeIfAbsent(mention.scope(), scope -> new ArrayList<>())
                .add(mention));
        byScope.forEach((scope, dropped) -> count("entity_name", EntityLinker.forgotten(handle, scope, dropped)));
        Set<ItemRef> turns = new LinkedHashSet<>();
        mentions.stream().filter(mention -> !mention.via().isEmpty()).forEach(mention -> turns.add(mention.item()));
        Set<String> there =
                TurnTable.there(handle, turns.stream().map(ItemRef::id).toList());
        ChangeFeed.append(
                handle, turns.stream().filter(turn -> there.contains(turn.id())).toList());
    }

    private void dropEmpty(Scope scope) {
        count("summary", SummaryTable.dropEmpty(handle, scope));
        count("conversation", ConversationTable.dropEmpty(handle, scope));
        count("request", RequestTable.dropEmpty(handle, scope));
    }

    /** What goes along with one turn or memory. */
    private void derived(Scope scope, String id) {
        if (holds(RowSelection.of(ItemType.TURN, scope, id))) {
            Map<String, Memory> retellings = DerivedMemories.of(handle, id);
            DerivedMemories.standBack(handle, retellings);
            DerivedMemories.chosen(retellings).ifPresent(this::retellings);
            RowSelection.drawnFromNoneBut(handle, id).ifPresent(this::memories);
        } else if (holds(RowSelection.of(ItemType.MEMORY, scope, id))) {
            DerivedMemories.chosen(DerivedMemories.versions(handle, id)).ifPresent(this::retellings);
        }
    }

    private boolean holds(RowSelection chosen) {
        return handle.createQuery(chosen.select("COUNT(*)"))
                        .bindMap(chosen.values())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** What was turned away with a summary goes along: it may tell words of the one before it. */
    private void retellings(RowSelection retellings) {
        String together = "memory_id IS NULL AND operation IN"
                + " (SELECT operation FROM <p>event AS event WHERE memory_id IN (%1$s) AND type = 'ADD')";
        count(
                "source",
                run(
                        "DELETE FROM <p>source AS source WHERE item_id IN (SELECT id FROM <p>event AS event WHERE "
                                + together + ")",
                        retellings));
        count("event", run("DELETE FROM <p>event AS event WHERE " + together, retellings));
        memories(retellings);
    }

    private long memories(RowSelection memories) {
        mentions.addAll(MentionTable.drop(handle, memories));
        RequestTable.blank(handle, memories);
        ChangeFeed.bury(handle, memories);
        // The step of the memory whose place it took tells its words.
        run("""
                UPDATE <p>event AS event SET new_text = NULL
                WHERE operation IN (SELECT operation FROM <p>event AS event WHERE memory_id IN (%1$s)) AND type = 'SUPERSEDE'
                """, memories);
        count("source", run("DELETE FROM <p>source AS source WHERE item_id IN (%1$s)", memories));
        count("vector", run("DELETE FROM <p>vector AS vector WHERE item_id IN (%1$s)", memories));
        count("event", run("DELETE FROM <p>event AS event WHERE memory_id IN (%1$s)", memories));
        return count("memory", delete(memories));
    }

    private long turns(RowSelection turns) {
        mentions.addAll(MentionTable.drop(handle, turns));
        RequestTable.blank(handle, turns);
        ChangeFeed.bury(handle, turns);
        // What was turned away came from these words too, whatever else it came from.
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

    private long run(String sql, RowSelection chosen) {
        return handle.createUpdate(sql.formatted(chosen.select(chosen.table() + ".id")))
                .bindMap(chosen.values())
                .execute();
    }

    private long delete(RowSelection chosen) {
        return handle.createUpdate(
                        "DELETE FROM <p>" + chosen.table() + " AS " + chosen.table() + " WHERE " + chosen.condition())
                .bindMap(chosen.values())
                .execute();
    }

    private long count(String table, long deleted) {
        if (deleted > 0) {
            rows.merge(table, deleted, Long::sum);
        }
        return deleted;
    }
}
