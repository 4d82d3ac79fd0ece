package dev.memoir.ledger.jdbc;

import dev.memoir.ForgetReceipt;
import dev.memoir.ItemType;
import dev.memoir.Memory;
import dev.memoir.Scope;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Deletes turns and memories with all that was made of them, and leaves tombstones for the indexes. A memory goes with the
 * last turn that it was drawn from, a summary or a procedure with any.
 */
final class Forgetting {

    private static final ForgetReceipt NOTHING = new ForgetReceipt(0, 0, 0, 0);

    private Forgetting() {}

    /** Forgets what a scope reads, or the one thing of this id in it. */
    static ForgetReceipt forget(Handle handle, Scope scope, @Nullable String id) {
        // A whole scope's memories are drawn from its own turns, and are chosen anyway.
        ForgetReceipt receipt = id == null ? NOTHING : derived(handle, scope, id);
        receipt = sum(receipt, turns(handle, Chosen.of(ItemType.TURN, scope, id)));
        receipt = sum(receipt, memories(handle, Chosen.of(ItemType.MEMORY, scope, id)));
        if (id == null) {
            SpendingTable.forget(handle, scope);
        }
        SummaryTable.dropEmpty(handle, scope);
        ConversationTable.dropEmpty(handle, scope);
        RequestTable.dropEmpty(handle, scope);
        if (receipt.turns() + receipt.memories() > 0) {
            LedgerTable.unscrubbed(handle, true);
        }
        return receipt;
    }

    /** What goes along with one turn or memory. */
    private static ForgetReceipt derived(Handle handle, Scope scope, String id) {
        ForgetReceipt receipt = NOTHING;
        if (holds(handle, Chosen.of(ItemType.TURN, scope, id))) {
            Map<String, Memory> retellings = Retellings.of(handle, id);
            Retellings.standBack(handle, retellings);
            receipt = retellings(handle, retellings);
            receipt = sum(receipt, memories(handle, Chosen.drawnFromNoneBut(handle, id)));
        } else if (holds(handle, Chosen.of(ItemType.MEMORY, scope, id))) {
            receipt = retellings(handle, Retellings.versions(handle, id));
        }
        return receipt;
    }

    private static boolean holds(Handle handle, Chosen chosen) {
        return handle.createQuery(chosen.select("COUNT(*)"))
                        .bindMap(chosen.values())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** What was turned away with a summary goes along: it may tell words of the one before it. */
    private static ForgetReceipt retellings(Handle handle, Map<String, Memory> retellings) {
        Optional<Chosen> chosen = Retellings.chosen(retellings);
        if (chosen.isEmpty()) {
            return NOTHING;
        }
        String together = "memory_id IS NULL AND operation IN"
                + " (SELECT operation FROM <p>event AS event WHERE memory_id IN (%1$s) AND type = 'ADD')";
        run(
                handle,
                "DELETE FROM <p>source AS source WHERE item_id IN (SELECT id FROM <p>event AS event WHERE " + together
                        + ")",
                chosen.get());
        long rejections = run(handle, "DELETE FROM <p>event AS event WHERE " + together, chosen.get());
        return sum(new ForgetReceipt(0, 0, rejections, 0), memories(handle, chosen.get()));
    }

    private static ForgetReceipt memories(Handle handle, Optional<Chosen> memories) {
        return memories.map(chosen -> memories(handle, chosen)).orElse(NOTHING);
    }

    private static ForgetReceipt memories(Handle handle, Chosen memories) {
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

    private static ForgetReceipt turns(Handle handle, Chosen turns) {
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
