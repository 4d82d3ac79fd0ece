// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.pgvector;

import dev.memoir.MemoryIndexException;
import dev.memoir.index.IndexChange;
import dev.memoir.index.IndexDocument;
import dev.memoir.index.IndexPosition;
import dev.memoir.index.ItemRef;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Applies the change feed, coordinated with other processes: the applier locks the row of the position, and skips what
 * another process has applied. Each filling from the start is a new generation; changes read for one generation are not
 * applied to the next. Used by one thread at a time.
 */
final class PgVectorFeedApplier {

    private static final String POSITION =
            "SELECT ledger_id, embedder_id, sequence, generation FROM {t}_position WHERE singleton = 1";

    private static final String POSITION_LOCKED = POSITION + " FOR UPDATE";

    private static final String REMOVE = """
            WITH gone AS (
                DELETE FROM {t} AS d
                USING json_to_recordset(CAST(? AS JSON)) AS named (item_id TEXT, item_type TEXT)
                WHERE d.item_id = named.item_id AND d.item_type = named.item_type
                RETURNING d.words, d.length),
            fewer AS (SELECT w.lexeme, COUNT(*) AS documents FROM gone, unnest(gone.words) AS w GROUP BY w.lexeme),
            lessened AS (
                UPDATE {t}_word AS k SET documents = k.documents - fewer.documents FROM fewer
                WHERE k.word = fewer.lexeme)
            UPDATE {t}_position SET documents = documents - (SELECT COUNT(*) FROM gone),
                words = words - (SELECT COALESCE(SUM(length), 0) FROM gone)
            WHERE singleton = 1
            """;

    private static final String PUT = """
            WITH given AS MATERIALIZED (
                SELECT document.*, to_tsvector(CAST(? AS REGCONFIG), document.text) AS words
                FROM json_to_recordset(CAST(? AS JSON)) AS document (item_id TEXT, item_type TEXT, user_id TEXT,
                    agent_id TEXT, run_id TEXT, kind TEXT, conversation TEXT, conversation_id TEXT, sequence BIGINT,
                    at BIGINT, expires_at BIGINT, subject TEXT, origin TEXT, manner BIGINT, entities TEXT[],
                    sources JSONB, metadata JSONB, folded JSONB, vector TEXT, text TEXT)),
            put AS (
                INSERT INTO {t} (item_id, item_type, user_id, agent_id, run_id, kind, conversation, conversation_id,
                    sequence, at, expires_at, subject, origin, manner, entities, sources, metadata, folded, vector,
                    words, length)
                SELECT item_id, item_type, user_id, agent_id, run_id, kind, conversation, conversation_id,
                    sequence, at, expires_at, subject, origin, manner, entities, sources, metadata, folded,
                    CAST(vector AS {vector}), words,
                    (SELECT COALESCE(SUM(COALESCE(array_length(w.positions, 1), 1)), 0) FROM unnest(words) AS w)
                FROM given RETURNING words, length),
            more AS (
                INSERT INTO {t}_word AS k (word, documents)
                SELECT w.lexeme, COUNT(*) FROM put, unnest(put.words) AS w GROUP BY w.lexeme
                ON CONFLICT (word) DO UPDATE SET documents = k.documents + excluded.documents)
            UPDATE {t}_position SET documents = documents + (SELECT COUNT(*) FROM put),
                words = words + (SELECT COALESCE(SUM(length), 0) FROM put)
            WHERE singleton = 1
            """;

    private final PgVectorTables tables;
    private final String language;
    private @Nullable Row seen;

    private record Row(IndexPosition position, String generation) {

        boolean follows(IndexPosition other) {
            return position.ledgerId().equals(other.ledgerId())
                    && position.embedderId().equals(other.embedderId());
        }
    }

    PgVectorFeedApplier(PgVectorTables tables, String language) {
        this.tables = tables;
        this.language = language;
    }

    IndexPosition position() {
        Row row = tables.inTransaction(connection -> row(connection, POSITION));
        seen = row;
        return row.position();
    }

    /** If another process has just reset the index for the same ledger and embedder, its work is kept. */
    void reset(IndexPosition start) {
        Row before = seen;
        seen = tables.inTransaction(connection -> {
            Row row = row(connection, POSITION_LOCKED);
            if (before != null && row.follows(start) && !row.generation().equals(before.generation())) {
                return row;
            }
            run(connection, "TRUNCATE {t}, {t}_word");
            String generation = UUID.randomUUID().toString();
            run(
                    connection,
                    "UPDATE {t}_position SET ledger_id = ?, embedder_id = ?, sequence = ?, generation = ?,"
                            + " documents = 0, words = 0 WHERE singleton = 1",
                    start.ledgerId(),
                    start.embedderId(),
                    start.sequence(),
                    generation);
            return new Row(start, generation);
        });
    }

    void apply(List<IndexChange> changes, IndexPosition upTo) {
        Row before = seen;
        seen = tables.inTransaction(connection -> {
            Row row = row(connection, POSITION_LOCKED);
            if (before == null || !row.follows(upTo) || !row.generation().equals(before.generation())) {
                throw new MemoryIndexException("Another process is filling the index in the table " + tables.in("{t}")
                        + " from the start. This process continues with the new state; if the two have different"
                        + " ledgers or embedders, configure a separate index for each (schema,"
                        + " tablePrefix).");
            }
            if (upTo.sequence() <= row.position().sequence()) {
                return row;
            }
            write(
                    connection,
                    changes.stream()
                            .filter(change -> change.sequence() > row.position().sequence())
                            .toList());
            run(connection, "UPDATE {t}_position SET sequence = ? WHERE singleton = 1", upTo.sequence());
            return new Row(upTo, row.generation());
        });
    }

    private void write(Connection connection, List<IndexChange> changes) throws SQLException {
        List<ItemRef> stale = changes.stream().map(IndexChange::ref).toList();
        List<IndexDocument> put = new ArrayList<>();
        for (IndexChange change : changes) {
            if (change instanceof IndexChange.Put added) {
                put.add(added.document());
            }
        }
        if (!stale.isEmpty()) {
            run(connection, REMOVE, DocumentJson.refs(stale));
        }
        for (String batch : DocumentJson.batches(put)) {
            run(connection, PUT, language, batch);
        }
    }

    /** The server reuses the space of removed rows when it needs it; until then it is free. */
    void purge() {
        tables.execute("DELETE FROM {t}_word WHERE documents <= 0");
        tables.execute("VACUUM {t}, {t}_word");
    }

    private Row row(Connection connection, String statement) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(tables.in(statement));
                ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                throw new MemoryIndexException(
                        "The table " + tables.in("{t}_position") + " is empty. Drop the tables of"
                                + " the index and open the memory again: they are filled from the ledger.");
            }
            return new Row(new IndexPosition(row.getString(1), row.getString(2), row.getLong(3)), row.getString(4));
        }
    }

    private void run(Connection connection, String statement, Object... values) throws SQLException {
        try (PreparedStatement running =
                new SqlBuilder().add(statement, values).in(tables).prepared(connection)) {
            running.execute();
        }
    }
}
