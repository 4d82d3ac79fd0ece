// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.ParkedTurn;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.ledger.Conversation;
import dev.memoir.ledger.LearnedBatch;
import dev.memoir.ledger.PendingBatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Queries and updates of turns that await extraction, and of parked ones. */
final class PendingTurns {

    private static final String PENDING =
            "turn.extracted_at IS NULL AND turn.parked_at IS NULL AND turn.suppressed_at IS NULL";

    /** Turns without a recorded extractor were extracted before extractors were recorded, and so by another one. */
    private static final String EXTRACTED_BY_ANOTHER = "turn.extracted_at IS NOT NULL AND turn.suppressed_at IS NULL"
            + " AND COALESCE(turn.extracted_by, '') <> :extractor";

    private record Pending(StoredTurn turn, @Nullable String instructions, int attempts) {}

    private PendingTurns() {}

    static List<Conversation> conversations(Handle handle, int limit) {
        return handle.createQuery(
                        "SELECT * FROM <p>conversation AS conversation WHERE EXISTS (SELECT 1 FROM <p>turn AS turn"
                                + " WHERE turn.conversation_id = conversation.id AND " + PENDING + ") LIMIT :limit")
                .bind("limit", limit)
                .map((row, context) -> conversation(row))
                .list();
    }

    /** {@return the ids of conversations with pending turns that have no task of this name} */
    static List<String> unscheduled(Handle handle, String task, int limit) {
        return handle.createQuery("""
                        SELECT DISTINCT turn.conversation_id FROM <p>turn AS turn
                        WHERE turn.extracted_at IS NULL AND turn.parked_at IS NULL AND turn.suppressed_at IS NULL
                        AND NOT EXISTS (
                            SELECT 1 FROM <p>task AS task
                            WHERE task.task_name = :task AND task.task_instance = turn.conversation_id)
                        LIMIT :limit
                        """)
                .bind("task", task)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    static List<Conversation> conversations(Handle handle, Scope scope) {
        ScopeClause scoped = ScopeClause.reads(scope, "conversation");
        return handle.createQuery(
                        "SELECT * FROM <p>conversation AS conversation WHERE " + scoped.sql() + " ORDER BY id")
                .bindMap(scoped.values())
                .map((row, context) -> conversation(row))
                .list();
    }

    static Optional<Conversation> conversation(Handle handle, Scope scope, String name) {
        ScopeClause scoped = ScopeClause.exactly(scope, "conversation");
        return handle.createQuery(
                        "SELECT * FROM <p>conversation AS conversation WHERE " + scoped.sql() + " AND name = :name")
                .bindMap(scoped.values())
                .bind("name", name)
                .map((row, context) -> conversation(row))
                .findOne();
    }

    /** The oldest pending turns: consecutive ones with the same instructions and the same number of attempts. */
    static Optional<PendingBatch> next(Handle handle, String conversationId, int limit) {
        return batch(
                conversationId,
                handle.createQuery(TurnTable.SELECT + "turn.conversation_id = :conversation AND " + PENDING
                                + " ORDER BY turn.sequence LIMIT :limit")
                        .bind("conversation", conversationId)
                        .bind("limit", limit)
                        .map((row, context) -> pending(row))
                        .list());
    }

    static Optional<PendingBatch> nextDrawn(
            Handle handle, String conversationId, String extractor, long after, int limit) {
        return batch(
                conversationId,
                handle.createQuery(TurnTable.SELECT + "turn.conversation_id = :conversation AND turn.sequence > :after"
                                + " AND " + EXTRACTED_BY_ANOTHER + " ORDER BY turn.sequence LIMIT :limit")
                        .bind("conversation", conversationId)
                        .bind("extractor", extractor)
                        .bind("after", after)
                        .bind("limit", limit)
                        .map((row, context) -> pending(row))
                        .list());
    }

    private static Pending pending(ResultSet row) throws SQLException {
        return new Pending(TurnTable.turn(row), row.getString("instructions"), row.getInt("attempts"));
    }

    private static Optional<PendingBatch> batch(String conversationId, List<Pending> pending) {
        if (pending.isEmpty()) {
            return Optional.empty();
        }
        Pending first = pending.get(0);
        List<StoredTurn> turns = new ArrayList<>();
        for (Pending next : pending) {
            if (!Objects.equals(next.instructions(), first.instructions()) || next.attempts() != first.attempts()) {
                break;
            }
            turns.add(next.turn());
        }
        Conversation conversation = new Conversation(
                conversationId, first.turn().scope(), first.turn().conversation());
        return Optional.of(new PendingBatch(conversation, turns, first.instructions(), first.attempts()));
    }

    static List<StoredTurn> before(Handle handle, String conversationId, long sequence, int limit) {
        List<StoredTurn> latestFirst = new ArrayList<>(handle.createQuery(TurnTable.SELECT
                        + "turn.conversation_id = :conversation AND turn.sequence < :sequence"
                        + " AND turn.parked_at IS NULL AND turn.suppressed_at IS NULL"
                        + " ORDER BY turn.sequence DESC LIMIT :limit")
                .bind("conversation", conversationId)
                .bind("sequence", sequence)
                .bind("limit", limit)
                .map((row, context) -> TurnTable.turn(row))
                .list());
        Collections.reverse(latestFirst);
        return latestFirst;
    }

    /** {@return whether all turns of the batch were as it assumes: pending, or extracted by another extractor} */
    static boolean extracted(Handle handle, LearnedBatch batch) {
        return handle.createUpdate("UPDATE <p>turn AS turn SET extracted_at = :at, extracted_by = :extractor"
                                + " WHERE id IN (<ids>) AND " + (batch.again() ? EXTRACTED_BY_ANOTHER : PENDING))
                        .bindList("ids", batch.turnIds())
                        .bind("at", ColumnValues.millis(batch.at()))
                        .bind("extractor", batch.extractor())
                        .execute()
                == batch.turnIds().size();
    }

    /** Marks the pending ones of the turns as extracted without extracting them. */
    static boolean skip(Handle handle, Collection<String> ids, LearnedBatch by) {
        handle.createUpdate("UPDATE <p>turn AS turn SET extracted_at = :at, extracted_by = :extractor"
                        + " WHERE id IN (<ids>) AND " + PENDING)
                .bindList("ids", ids)
                .bind("at", ColumnValues.millis(by.at()))
                .bind("extractor", by.extractor())
                .execute();
        return true;
    }

    static int failed(Handle handle, Collection<String> ids) {
        return handle.createUpdate(
                        "UPDATE <p>turn AS turn SET attempts = attempts + 1 WHERE id IN (<ids>) AND " + PENDING)
                .bindList("ids", ids)
                .execute();
    }

    static int park(Handle handle, Collection<String> ids, String because, Instant at) {
        return handle.createUpdate(
                        "UPDATE <p>turn AS turn SET parked_at = :at, parked_because = :because WHERE id IN (<ids>) AND "
                                + PENDING)
                .bindList("ids", ids)
                .bind("because", because)
                .bind("at", ColumnValues.millis(at))
                .execute();
    }

    static List<ParkedTurn> parked(Handle handle, Scope scope, int limit) {
        ScopeClause scoped = ScopeClause.reads(scope, "turn");
        return parked(handle, scoped.sql(), scoped.values(), limit);
    }

    static List<ParkedTurn> parked(Handle handle, int limit) {
        return parked(handle, "TRUE", Map.of(), limit);
    }

    private static List<ParkedTurn> parked(Handle handle, String condition, Map<String, String> values, int limit) {
        return handle.createQuery(TurnTable.SELECT + condition
                        + " AND turn.parked_at IS NOT NULL ORDER BY turn.ordinal LIMIT :limit")
                .bindMap(values)
                .bind("limit", limit)
                .map((row, context) -> new ParkedTurn(
                        TurnTable.turn(row), row.getString("parked_because"), ColumnValues.instant(row, "parked_at")))
                .list();
    }

    static List<Conversation> replay(Handle handle, Scope scope) {
        ScopeClause scoped = ScopeClause.reads(scope, "turn");
        List<Conversation> conversations = handle.createQuery(
                        "SELECT * FROM <p>conversation AS conversation WHERE id IN"
                                + " (SELECT conversation_id FROM <p>turn AS turn WHERE " + scoped.sql()
                                + " AND turn.parked_at IS NOT NULL)")
                .bindMap(scoped.values())
                .map((row, context) -> conversation(row))
                .list();
        handle.createUpdate("UPDATE <p>turn AS turn SET parked_at = NULL, parked_because = NULL, attempts = 0 WHERE "
                        + scoped.sql() + " AND turn.parked_at IS NOT NULL")
                .bindMap(scoped.values())
                .execute();
        return conversations;
    }

    static Conversation conversation(ResultSet row) throws SQLException {
        return new Conversation(row.getString("id"), ColumnValues.scope(row), row.getString("name"));
    }
}
