package dev.memoir.ledger.jdbc;

import dev.memoir.Scope;
import org.jdbi.v3.core.Handle;

/** Conversations, and the next free place in each. */
final class ConversationTable {

    private ConversationTable() {}

    /**
     * Places taken in a conversation.
     *
     * @param conversationId which
     * @param first the first of them
     */
    record Places(String conversationId, long first) {}

    /** Takes places at a conversation's end, beginning the conversation if need be; its row stays locked until the commit. */
    static Places take(Handle handle, Scope scope, String name, int count, String freshId) {
        return handle.createQuery("""
                        INSERT INTO <p>conversation AS conversation (id, user_id, agent_id, run_id, name, next_sequence)
                        VALUES (:id, :user, :agent, :run, :name, :count)
                        ON CONFLICT (user_id, agent_id, run_id, name)
                        DO UPDATE SET next_sequence = conversation.next_sequence + excluded.next_sequence
                        RETURNING id, next_sequence
                        """)
                .bindMap(ScopeClause.columns(scope))
                .bind("id", freshId)
                .bind("name", name)
                .bind("count", count)
                .map((row, context) -> new Places(row.getString("id"), row.getLong("next_sequence") - count))
                .one();
    }

    /** Drops those of a scope that hold no turn: the name alone may tell of them. */
    static int dropEmpty(Handle handle, Scope scope) {
        ScopeClause scoped = ScopeClause.reads(scope, "conversation");
        return handle.createUpdate(
                        "DELETE FROM <p>conversation AS conversation WHERE " + scoped.sql()
                                + " AND NOT EXISTS (SELECT 1 FROM <p>turn AS turn WHERE turn.conversation_id = conversation.id)")
                .bindMap(scoped.values())
                .execute();
    }
}
