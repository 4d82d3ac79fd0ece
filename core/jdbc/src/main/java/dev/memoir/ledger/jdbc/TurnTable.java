// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.ListRequest;
import dev.memoir.Origin;
import dev.memoir.Page;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.Turn;
import dev.memoir.ledger.NewTurn;
import dev.memoir.ledger.StatementOrder;
import dev.memoir.ledger.WriteBatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The table of turns. */
final class TurnTable {

    static final String SELECT = "SELECT turn.*, conversation.name AS conversation FROM <p>turn AS turn"
            + " JOIN <p>conversation AS conversation ON conversation.id = turn.conversation_id WHERE ";

    /** The maximum number of speakers: in a larger crowd, a name says little about who said what. */
    private static final int MAX_SPEAKERS = 64;

    private TurnTable() {}

    static List<StoredTurn> insert(
            Handle handle, WriteBatch batch, ConversationTable.Positions positions, @Nullable String requestId) {
        List<StoredTurn> recorded = new ArrayList<>();
        try (PreparedBatch rows = handle.prepareBatch("""
                INSERT INTO <p>turn (id, user_id, agent_id, run_id, conversation_id, sequence, role, origin, said_at,
                    recorded_at, request_id, speaker, metadata, instructions, zone, text)
                VALUES (:id, :user, :agent, :run, :conversation, :sequence, :role, :origin, :said,
                    :recorded, :request, :speaker, :metadata, :instructions, :zone, :text)
                """)) {
            for (NewTurn added : batch.turns()) {
                StoredTurn turn = recorded(batch, added, positions.first() + recorded.size());
                rows.bindMap(ScopeClause.columns(turn.scope()))
                        .bind("id", turn.id())
                        .bind("conversation", positions.conversationId())
                        .bind("sequence", turn.sequence())
                        .bind("role", turn.turn().role().name())
                        .bind("origin", turn.turn().origin().name())
                        .bind("said", ColumnValues.millis(turn.at()))
                        .bind("recorded", ColumnValues.millis(turn.recordedAt()))
                        .bind("request", requestId)
                        .bind("speaker", turn.turn().speaker())
                        .bind("metadata", MetadataJson.write(turn.metadata()))
                        .bind("instructions", batch.instructions())
                        .bind("zone", ZoneColumn.write(turn.turn().zone()))
                        .bind("text", turn.text())
                        .add();
                recorded.add(turn);
            }
            rows.execute();
        }
        return recorded;
    }

    private static StoredTurn recorded(WriteBatch batch, NewTurn added, long sequence) {
        Turn turn = added.turn();
        Instant at = ColumnValues.stored(added.at());
        return new StoredTurn(
                added.id(),
                batch.scope(),
                batch.conversation(),
                sequence,
                new Turn(turn.role(), turn.origin(), turn.speaker(), turn.text(), at, turn.metadata(), turn.zone()),
                at,
                ColumnValues.stored(batch.recordedAt()),
                null);
    }

    static List<StoredTurn> ofRequest(Handle handle, String requestId) {
        return handle.createQuery(SELECT + "turn.request_id = :request ORDER BY turn.ordinal")
                .bind("request", requestId)
                .map((row, context) -> turn(row))
                .list();
    }

    static List<StoredTurn> recallable(Handle handle, Scope scope, Collection<String> ids) {
        ScopeClause scoped = ScopeClause.alsoReads(scope, "turn");
        return handle.createQuery(SELECT + scoped.sql() + " AND turn.suppressed_at IS NULL AND turn.id IN (<ids>)")
                .bindMap(scoped.values())
                .bindList("ids", ids)
                .map((row, context) -> turn(row))
                .list();
    }

    /** {@return the ids that belong to turns} */
    static Set<String> existing(Handle handle, Collection<String> ids) {
        Set<String> existing = new HashSet<>();
        IdChunks.each(
                ids,
                chunk -> existing.addAll(handle.createQuery("SELECT id FROM <p>turn AS turn WHERE id IN (<ids>)")
                        .bindList("ids", chunk)
                        .mapTo(String.class)
                        .list()));
        return existing;
    }

    /** {@return when turns were said, by id} */
    static Map<String, StatementOrder> saidTimes(Handle handle, Collection<String> ids) {
        Map<String, StatementOrder> found = new HashMap<>();
        IdChunks.each(
                ids,
                chunk -> handle.createQuery("SELECT turn.id, turn.said_at, turn.recorded_at, turn.sequence,"
                                + " conversation.name AS conversation FROM <p>turn AS turn"
                                + " JOIN <p>conversation AS conversation ON conversation.id = turn.conversation_id"
                                + " WHERE turn.id IN (<ids>)")
                        .bindList("ids", chunk)
                        .map((row, context) -> new StatementOrder(
                                ColumnValues.instant(row, "said_at"),
                                ColumnValues.instant(row, "recorded_at"),
                                row.getString("conversation"),
                                row.getLong("sequence"),
                                row.getString("id")))
                        .forEach(time -> found.put(time.turnId(), time)));
        return found;
    }

    static Page<StoredTurn> list(Handle handle, ListRequest request) {
        ScopeClause scoped = ScopeClause.reads(request.scope(), "turn");
        PageQuery pageQuery = new PageQuery("turn", request);
        String inConversation = request.conversation() == null ? "" : " AND conversation.name = :conversation";
        String visible = " AND turn.suppressed_at IS " + (request.onlySuppressed() ? "NOT NULL" : "NULL");
        Query query = handle.createQuery(SELECT + scoped.sql() + visible + inConversation + pageQuery.afterToken())
                .bindMap(scoped.values());
        if (request.conversation() != null) {
            query.bind("conversation", request.conversation());
        }
        return pageQuery.page(query, (row, context) -> turn(row));
    }

    /**
     * A recursive table "speaking" with the names of the speakers: an index leads from one to the next, however many
     * turns each has.
     */
    static String speaking(ScopeClause scoped) {
        // Exactly the expression of the indexes; otherwise they are not used.
        String least = "SELECT MIN(turn.speaker) FROM <p>turn AS turn WHERE " + scoped.sql()
                + " AND LENGTH(turn.speaker) <= 100";
        return "speaking (name, place) AS (SELECT (" + least + "), 1 UNION ALL SELECT (" + least
                + " AND turn.speaker > speaking.name), speaking.place + 1 FROM speaking WHERE speaking.name IS NOT NULL"
                + " AND speaking.place < " + MAX_SPEAKERS + ")";
    }

    static StoredTurn turn(ResultSet row) throws SQLException {
        Instant at = ColumnValues.instant(row, "said_at");
        return new StoredTurn(
                row.getString("id"),
                ColumnValues.scope(row),
                row.getString("conversation"),
                row.getLong("sequence"),
                new Turn(
                        Role.valueOf(row.getString("role")),
                        Origin.valueOf(row.getString("origin")),
                        row.getString("speaker"),
                        row.getString("text"),
                        at,
                        MetadataJson.read(row.getString("metadata")),
                        ZoneColumn.read(row, "zone")),
                at,
                ColumnValues.instant(row, "recorded_at"),
                ColumnValues.instantOrNull(row, "extracted_at"));
    }
}
