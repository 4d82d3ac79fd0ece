package dev.memoir.ledger.jdbc;

import dev.memoir.ForgetReceipt;
import dev.memoir.ItemType;
import dev.memoir.Scope;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Deletes turns and memories with all that was made of them, and leaves tombstones for the indexes. */
final class Forgetting {

    private Forgetting() {}

    /** Forgets what a scope reads, or the one thing of this id in it. */
    static ForgetReceipt forget(Handle handle, Scope scope, @Nullable String id) {
        Chosen turns = Chosen.of(ItemType.TURN, scope, id);
        Chosen memories = Chosen.of(ItemType.MEMORY, scope, id);
        RequestTable.blank(handle, turns);
        RequestTable.blank(handle, memories);
        ChangeFeed.bury(handle, turns);
        ChangeFeed.bury(handle, memories);
        long vectors = delete(handle, "vector", "item_id", turns) + delete(handle, "vector", "item_id", memories);
        long events = delete(handle, "event", "memory_id", memories);
        ForgetReceipt receipt = new ForgetReceipt(delete(handle, turns), delete(handle, memories), events, vectors);
        ConversationTable.dropEmpty(handle, scope);
        RequestTable.dropEmpty(handle, scope);
        if (receipt.turns() + receipt.memories() > 0) {
            LedgerTable.unscrubbed(handle, true);
        }
        return receipt;
    }

    private static long delete(Handle handle, String table, String column, Chosen chosen) {
        return handle.createUpdate("DELETE FROM " + table + " WHERE " + column + " IN ("
                        + chosen.select(chosen.table() + ".id") + ")")
                .bindMap(chosen.values())
                .execute();
    }

    private static long delete(Handle handle, Chosen chosen) {
        return handle.createUpdate("DELETE FROM " + chosen.table() + " WHERE " + chosen.condition())
                .bindMap(chosen.values())
                .execute();
    }
}
