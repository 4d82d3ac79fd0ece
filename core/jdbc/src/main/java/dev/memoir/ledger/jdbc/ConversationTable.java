// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.Scope;
import dev.memoir.ledger.jdbc.dialect.Upsert;
import org.jdbi.v3.core.Handle;

/** The table of conversations, with the next free position in each. */
final class ConversationTable {

    private static final Upsert ALLOCATION = Upsert.builder("conversation")
            .parameters("id")
            .scope()
            .parameters("name")
            .value("next_sequence", ":count")
            .key("user_id", "agent_id", "run_id", "name")
            .update("next_sequence", "conversation.next_sequence + excluded.next_sequence")
            .build();

    private ConversationTable() {}

    /**
     * Positions allocated in a conversation.
     *
     * @param conversationId the id of the conversation
     * @param first the first of the positions
     */
    record Positions(String conversationId, long first) {}

    /**
     * Allocates positions at the end of a conversation, which is created if need be. Its row stays locked until the
     * commit.
     */
    static Positions allocate(Handle handle, Scope scope, String name, int count, String freshId) {
        return handle.createQuery(
                        LedgerSql.returning(handle, LedgerSql.upsert(handle, ALLOCATION), "id, next_sequence"))
                .bindMap(ScopeClause.columns(scope))
                .bind("id", freshId)
                .bind("name", name)
                .bind("count", count)
                .map((row, context) -> new Positions(row.getString("id"), row.getLong("next_sequence") - count))
                .one();
    }

    /** Deletes the conversations of a scope that have no turns: the name alone may reveal something. */
    static int dropEmpty(Handle handle, Scope scope) {
        ScopeClause scoped = ScopeClause.reads(scope, "conversation");
        return handle.createUpdate("DELETE FROM <p>conversation AS conversation WHERE " + scoped.sql()
                        + " AND NOT EXISTS (SELECT 1 FROM <p>turn AS turn"
                        + " WHERE turn.conversation_id = conversation.id)")
                .bindMap(scoped.values())
                .execute();
    }
}
