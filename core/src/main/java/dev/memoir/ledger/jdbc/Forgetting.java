package dev.memoir.ledger.jdbc;

import dev.memoir.ForgetReceipt;
import dev.memoir.ItemType;
import dev.memoir.Recalled;
import dev.memoir.Scope;
import dev.memoir.index.ItemRef;
import dev.memoir.ledger.jdbc.MentionTable.Dropped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Deletes turns and memories with all that was made of them, and leaves tombstones for the indexes. A memory goes with the
 * last turn that it was drawn from.
 */
final class Forgetting {

    private Forgetting() {}

    /** Forgets what a scope reads, or the one thing of this id in it. */
    static ForgetReceipt forget(Handle handle, Scope scope, @Nullable String id) {
        Chosen turns = Chosen.of(ItemType.TURN, scope, id);
        // A whole scope's memories are drawn from its own turns, and are chosen anyway.
        Optional<Chosen> drawn = id == null ? Optional.empty() : Chosen.drawnFromNoneBut(handle, id);
        Optional<Scope> written = id == null ? Optional.empty() : scope(handle, scope, id);
        List<Dropped> mentions = new ArrayList<>();
        ForgetReceipt receipt = turns(handle, turns, mentions);
        if (receipt.turns() > 0 && drawn.isPresent()) {
            receipt = sum(receipt, memories(handle, drawn.get(), mentions));
        }
        receipt = sum(receipt, memories(handle, Chosen.of(ItemType.MEMORY, scope, id), mentions));
        if (id == null) {
            SpendingTable.forget(handle, scope);
            NameTable.forget(handle, scope);
        }
        if (written.isPresent()) {
            ChangeFeed.append(handle, standing(handle, Linking.forgotten(handle, written.get(), mentions)));
        }
        ConversationTable.dropEmpty(handle, scope);
        RequestTable.dropEmpty(handle, scope);
        if (receipt.turns() + receipt.memories() > 0) {
            LedgerTable.unscrubbed(handle, true);
        }
        return receipt;
    }

    private static Optional<Scope> scope(Handle handle, Scope scope, String id) {
        Map<ItemRef, Recalled> item = Fetching.fetch(handle, scope, List.of(new ItemRef(ItemType.TURN, id)));
        return Stream.concat(item.values().stream(), MemoryTable.find(handle, scope, id).stream())
                .map(Recalled::scope)
                .findFirst();
    }

    /** The turn that is forgotten may be one of those that its memory was drawn from. */
    private static Collection<ItemRef> standing(Handle handle, Collection<ItemRef> turns) {
        Set<String> there =
                TurnTable.there(handle, turns.stream().map(ItemRef::id).toList());
        return turns.stream().filter(turn -> there.contains(turn.id())).toList();
    }

    private static ForgetReceipt memories(Handle handle, Chosen memories, List<Dropped> mentions) {
        mentions.addAll(MentionTable.drop(handle, memories));
        RequestTable.blank(handle, memories);
        ChangeFeed.bury(handle, memories);
        // The step of the memory whose place it took tells its words.
        run(handle, """
                UPDATE <p>event AS event SET new_text = NULL
                WHERE operation IN (SELECT operation FROM <p>event AS event WHERE memory_id IN (%1$s)) AND type = 'SUPERSEDE'
                """, memories);
        run(handle, "DELETE FROM <p>source AS source WHERE item_id IN (%1$s)", memories);
        long vectors = run(handle, "DELETE FROM <p>vector AS vector WHERE item_id IN (%1$s)", memories);
        long events = run(handle, "DELETE FROM <p>event AS event WHERE memory_id IN (%1$s)", memories);
        return new ForgetReceipt(0, delete(handle, memories), events, vectors);
    }

    private static ForgetReceipt turns(Handle handle, Chosen turns, List<Dropped> mentions) {
        mentions.addAll(MentionTable.drop(handle, turns));
        RequestTable.blank(handle, turns);
        ChangeFeed.bury(handle, turns);
        // What was turned away came from these words too, whatever else it came from.
        run(handle, """
                DELETE FROM <p>source AS source WHERE turn_id NOT IN (%1$s)
                    AND item_id IN (SELECT id FROM <p>event AS event WHERE memory_id IS NULL
                        AND id IN (SELECT item_id FROM <p>source AS source WHERE turn_id IN (%1$s)))
                """, turns);
        long events = run(handle, """
                DELETE FROM <p>event AS event WHERE memory_id IS NULL
                    AND id IN (SELECT item_id FROM <p>source AS source WHERE turn_id IN (%1$s))
                """, turns);
        run(handle, "DELETE FROM <p>source AS source WHERE turn_id IN (%1$s)", turns);
        long vectors = run(handle, "DELETE FROM <p>vector AS vector WHERE item_id IN (%1$s)", turns);
        return new ForgetReceipt(delete(handle, turns), 0, events, vectors);
    }

    private static long run(Handle handle, String sql, Chosen chosen) {
        return handle.createUpdate(sql.formatted(chosen.select(chosen.table() + ".id")))
                .bindMap(chosen.values())
                .execute();
    }

    private static long delete(Handle handle, Chosen chosen) {
        return handle.createUpdate(
                        "DELETE FROM <p>" + chosen.table() + " AS " + chosen.table() + " WHERE " + chosen.condition())
                .bindMap(chosen.values())
                .execute();
    }

    private static ForgetReceipt sum(ForgetReceipt one, ForgetReceipt other) {
        return new ForgetReceipt(
                one.turns() + other.turns(),
                one.memories() + other.memories(),
                one.events() + other.events(),
                one.vectors() + other.vectors());
    }
}
