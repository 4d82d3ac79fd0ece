// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.ParkedSummary;
import dev.memoir.Scope;
import dev.memoir.ledger.Conversation;
import dev.memoir.ledger.SummaryProgress;
import dev.memoir.ledger.UnsummarizedTurns;
import dev.memoir.ledger.jdbc.dialect.Upsert;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table of the summary progress of conversations. */
final class SummaryTable {

    private static final String LAST_POSITION =
            "(SELECT next_sequence - 1 FROM <p>conversation AS conversation WHERE id =" + " summary.conversation_id)";

    /** A conversation that was forgotten meanwhile has no progress. */
    private static final Upsert PROGRESS = Upsert.builder("summary")
            .value("conversation_id", ":conversation")
            .requires("conversation", "id = :conversation")
            .key("conversation_id")
            .build();

    private SummaryTable() {}

    static SummaryProgress progress(Handle handle, String conversationId) {
        return handle.createQuery("SELECT * FROM <p>summary AS summary WHERE conversation_id = :conversation")
                .bind("conversation", conversationId)
                .map((row, context) -> new SummaryProgress(
                        row.getString("memory_id"),
                        row.getLong("through"),
                        row.getLong("ended_through"),
                        row.getInt("attempts"),
                        row.getLong("parked_through")))
                .findOne()
                .orElse(SummaryProgress.NONE);
    }

    static List<Conversation> unsummarized(Handle handle, int turns, int limit) {
        String waiting = "turn.conversation_id = conversation.id AND turn.suppressed_at IS NULL"
                + " AND turn.sequence > COALESCE(summary.through, -1)"
                + " AND turn.sequence > COALESCE(summary.parked_through, -1)";
        return handle.createQuery("SELECT conversation.* FROM <p>conversation AS conversation"
                        + " LEFT JOIN <p>summary AS summary ON summary.conversation_id = conversation.id"
                        + " WHERE conversation.next_sequence - 1 > COALESCE(summary.through, -1) AND ("
                        + "(SELECT COUNT(*) FROM <p>turn AS turn WHERE " + waiting + ") >= :turns"
                        + " OR (summary.ended_through > summary.parked_through"
                        + " AND EXISTS (SELECT 1 FROM <p>turn AS turn WHERE "
                        + waiting + " AND turn.sequence <= summary.ended_through))) LIMIT :limit")
                .bind("turns", turns)
                .bind("limit", limit)
                .map((row, context) -> PendingTurns.conversation(row))
                .list();
    }

    static Optional<Conversation> end(Handle handle, Scope scope, String name) {
        Optional<Conversation> found = PendingTurns.conversation(handle, scope, name);
        found.ifPresent(conversation -> {
            begin(handle, conversation.id());
            handle.createUpdate("UPDATE <p>summary AS summary SET ended_through = " + LAST_POSITION
                            + " WHERE conversation_id = :conversation")
                    .bind("conversation", conversation.id())
                    .execute();
        });
        return found;
    }

    private static void begin(Handle handle, String conversationId) {
        handle.createUpdate(LedgerSql.upsert(handle, PROGRESS))
                .bind("conversation", conversationId)
                .execute();
    }

    /** {@return whether the progress was as the episode assumes, and has advanced past its turns} */
    static boolean advance(Handle handle, UnsummarizedTurns episode, @Nullable String memoryId) {
        SummaryProgress before = episode.mark();
        begin(handle, episode.conversation().id());
        return handle.createUpdate("UPDATE <p>summary AS summary SET memory_id = COALESCE(:memory, memory_id),"
                                + " through = :through, attempts = 0, parked_through = -1, parked_at = NULL,"
                                + " parked_because = NULL WHERE conversation_id = :conversation AND through = :was"
                                + " AND COALESCE(memory_id, '') = :wasMemory")
                        .bind("memory", memoryId)
                        .bind(
                                "through",
                                episode.turns().get(episode.turns().size() - 1).sequence())
                        .bind("conversation", episode.conversation().id())
                        .bind("was", before.through())
                        .bind("wasMemory", before.memoryId() == null ? "" : before.memoryId())
                        .execute()
                == 1;
    }

    /** Excludes the turns from summaries, if they directly follow the summarised ones. */
    static boolean skip(Handle handle, Collection<String> turnIds) {
        handle.createQuery("SELECT conversation_id, MIN(sequence) AS first, MAX(sequence) AS last FROM <p>turn AS turn"
                        + " WHERE id IN (<ids>) GROUP BY conversation_id")
                .bindList("ids", turnIds)
                .map((row, context) ->
                        new Range(row.getString("conversation_id"), row.getLong("first"), row.getLong("last")))
                .list()
                .forEach(range -> {
                    begin(handle, range.conversationId());
                    handle.createUpdate("UPDATE <p>summary AS summary SET through = :last"
                                    + " WHERE conversation_id = :conversation AND through = :first - 1")
                            .bind("conversation", range.conversationId())
                            .bind("first", range.first())
                            .bind("last", range.last())
                            .execute();
                });
        return true;
    }

    private record Range(String conversationId, long first, long last) {}

    static int failed(Handle handle, String conversationId) {
        begin(handle, conversationId);
        return handle.createUpdate("UPDATE <p>summary AS summary SET attempts = attempts + 1"
                        + " WHERE conversation_id = :conversation")
                .bind("conversation", conversationId)
                .execute();
    }

    static int park(Handle handle, String conversationId, String because, Instant at) {
        begin(handle, conversationId);
        return handle.createUpdate("UPDATE <p>summary AS summary SET parked_through = " + LAST_POSITION
                        + ", parked_at = :at, parked_because = :because, attempts = 0"
                        + " WHERE conversation_id = :conversation")
                .bind("conversation", conversationId)
                .bind("because", because)
                .bind("at", ColumnValues.millis(at))
                .execute();
    }

    static List<ParkedSummary> parked(Handle handle, Scope scope, int limit) {
        ScopeClause scoped = ScopeClause.reads(scope, "conversation");
        return handle.createQuery("SELECT conversation.*, summary.parked_at, summary.parked_because"
                        + " FROM <p>conversation AS conversation JOIN <p>summary AS summary"
                        + " ON summary.conversation_id = conversation.id WHERE " + scoped.sql()
                        + " AND summary.parked_at IS NOT NULL ORDER BY summary.parked_at, conversation.id LIMIT :limit")
                .bindMap(scoped.values())
                .bind("limit", limit)
                .map((row, context) -> new ParkedSummary(
                        ColumnValues.scope(row),
                        row.getString("name"),
                        row.getString("parked_because"),
                        ColumnValues.instant(row, "parked_at")))
                .list();
    }

    static List<Conversation> replay(Handle handle, Scope scope) {
        ScopeClause scoped = ScopeClause.reads(scope, "conversation");
        List<Conversation> parked = handle.createQuery("SELECT conversation.* FROM <p>conversation AS conversation"
                        + " JOIN <p>summary AS summary ON summary.conversation_id = conversation.id WHERE "
                        + scoped.sql()
                        + " AND summary.parked_at IS NOT NULL")
                .bindMap(scoped.values())
                .map((row, context) -> PendingTurns.conversation(row))
                .list();
        for (Conversation conversation : parked) {
            // Replaying should not wait for more turns.
            handle.createUpdate("UPDATE <p>summary AS summary SET ended_through = parked_through, parked_through = -1,"
                            + " parked_at = NULL, parked_because = NULL, attempts = 0"
                            + " WHERE conversation_id = :conversation")
                    .bind("conversation", conversation.id())
                    .execute();
        }
        return parked;
    }

    /**
     * Restarts the summary of a turn's conversation. A summary that contains the turn is discarded if the turn is now
     * hidden, and extended if it is visible again.
     */
    static void restart(Handle handle, String turnId, boolean hidden) {
        handle.createUpdate("UPDATE <p>summary AS summary SET through = -1, attempts = 0, parked_through = -1,"
                        + " parked_at = NULL, parked_because = NULL" + (hidden ? ", memory_id = NULL" : "")
                        + " WHERE memory_id IS NOT NULL AND conversation_id ="
                        + " (SELECT conversation_id FROM <p>turn AS turn WHERE id = :turn"
                        + " AND sequence <= summary.through)")
                .bind("turn", turnId)
                .execute();
    }

    /** Deletes the progress of a scope's conversations that have no turns. */
    static long dropEmpty(Handle handle, Scope scope) {
        ScopeClause scoped = ScopeClause.reads(scope, "conversation");
        return handle.createUpdate("DELETE FROM <p>summary AS summary WHERE conversation_id IN"
                        + " (SELECT id FROM <p>conversation AS conversation WHERE " + scoped.sql() + " AND NOT EXISTS"
                        + " (SELECT 1 FROM <p>turn AS turn WHERE turn.conversation_id = conversation.id))")
                .bindMap(scoped.values())
                .execute();
    }
}
