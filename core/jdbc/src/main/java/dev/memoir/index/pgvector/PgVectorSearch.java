// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.pgvector;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.memoir.ItemType;
import dev.memoir.Origin;
import dev.memoir.index.Candidate;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.ItemLinks;
import dev.memoir.index.ItemRef;
import dev.memoir.index.QueryHints;
import dev.memoir.index.TermMatches;
import dev.memoir.index.TextFeatures;
import dev.memoir.index.TimeWindow;
import dev.memoir.index.TurnPosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Finds candidates by words, vector and hints in one statement. Thread-safe. */
final class PgVectorSearch {

    /** The maximum breadth of pgvector's graph search, and its default. */
    private static final int MAX_BREADTH = 1_000;

    private static final int DEFAULT_BREADTH = 40;

    private final PgVectorTables tables;
    private final String language;
    private final boolean graph;

    PgVectorSearch(PgVectorTables tables, String language, boolean graph) {
        this.tables = tables;
        this.language = language;
        this.graph = graph;
    }

    List<Candidate> search(IndexQuery query) {
        SqlBuilder sql = withQueryWords(query)
                .add(", worded AS MATERIALIZED (SELECT d.item_id, d.item_type FROM {t} AS d WHERE ")
                .then(QueryConditions.by(query))
                .add(" AND d.words @@ " + Bm25Sql.ANY + " ORDER BY " + Bm25Sql.OF_DOCUMENT
                        + " DESC, d.item_id LIMIT ?)")
                .add("", query.pool());
        if (query.vector() != null) {
            sql.add(", near AS MATERIALIZED (SELECT d.item_id, d.item_type FROM {t} AS d WHERE ")
                    .then(QueryConditions.by(query))
                    .add(
                            " AND d.vector IS NOT NULL ORDER BY d.vector {distance} CAST(? AS {vector}) LIMIT ?)",
                            DocumentJson.vector(query.vector()),
                            query.pool());
        }
        boolean hinted = !query.hints().equals(QueryHints.NONE);
        if (hinted) {
            sql.then(byHints(query));
        }
        sql.add(", found AS (SELECT item_id, item_type FROM worded")
                .add(query.vector() == null ? "" : " UNION SELECT item_id, item_type FROM near")
                .add(hinted ? " UNION SELECT item_id, item_type FROM cued)" : ")");
        return run(scored(sql, query).add(" FROM found JOIN {t} AS d USING (item_id, item_type)"), query.pool());
    }

    List<Candidate> at(IndexQuery query, Collection<TurnPosition> positions) {
        if (positions.isEmpty()) {
            return List.of();
        }
        SqlBuilder atPositions = scored(withQueryWords(query), query)
                .add(
                        " FROM json_to_recordset(CAST(? AS JSON)) AS place (conversation_id TEXT, sequence BIGINT)"
                                + " JOIN {t} AS d USING (conversation_id, sequence) WHERE ",
                        DocumentJson.positions(positions))
                .then(QueryConditions.by(query));
        return run(atPositions, DEFAULT_BREADTH);
    }

    /** Candidates by the names and times of the hints: those with most names first, then by words, then the latest. */
    private static SqlBuilder byHints(IndexQuery query) {
        Object names =
                query.hints().entities().stream().filter(DocumentJson::fits).toArray(String[]::new);
        SqlBuilder any = new SqlBuilder().add("d.entities && CAST(? AS TEXT[])", names);
        for (TimeWindow window : query.hints().windows()) {
            any.add(" OR (d.at >= ? AND d.at < ?)", millis(window.from()), millis(window.to()));
        }
        return new SqlBuilder()
                .add(", cued AS MATERIALIZED (SELECT d.item_id, d.item_type FROM {t} AS d WHERE ")
                .then(QueryConditions.by(query))
                .add(" AND (")
                .then(any)
                .add(
                        ") ORDER BY (SELECT COUNT(*) FROM unnest(d.entities) AS e"
                                + " WHERE e = ANY (CAST(? AS TEXT[]))) DESC, "
                                + Bm25Sql.OF_DOCUMENT + " DESC, d.at DESC, d.item_id LIMIT ?)",
                        names,
                        query.pool());
    }

    private static long millis(Instant instant) {
        if (instant.equals(Instant.MIN)) {
            return Long.MIN_VALUE;
        }
        return instant.equals(Instant.MAX) ? Long.MAX_VALUE : instant.toEpochMilli();
    }

    private SqlBuilder withQueryWords(IndexQuery query) {
        return new SqlBuilder().add(Bm25Sql.QUERY_WORDS, language, TsQueryText.of(query.text()));
    }

    private static SqlBuilder scored(SqlBuilder before, IndexQuery query) {
        before.add(" SELECT d.item_id, d.item_type, d.conversation_id, d.sequence, d.at, d.subject, d.origin, d.manner,"
                + " d.entities, d.sources, ");
        if (query.vector() == null) {
            before.add("0");
        } else {
            before.add(
                    "COALESCE(1 - (d.vector {distance} CAST(? AS {vector})), 0)", DocumentJson.vector(query.vector()));
        }
        return before.add(" AS dense, " + Bm25Sql.OF_DOCUMENT + " AS keyword");
    }

    /**
     * The settings are sent with the statement, in one message. The graph is searched until enough hits are admitted,
     * and the plan is made for this user, who may have a hundred times as much data as the next.
     */
    private List<Candidate> run(SqlBuilder sql, int pool) {
        SqlBuilder both = new SqlBuilder().add("SELECT set_config('plan_cache_mode', 'force_custom_plan', TRUE)");
        if (graph) {
            both.add(", set_config('hnsw.iterative_scan', 'strict_order', TRUE),"
                    + " set_config('hnsw.max_scan_tuples', '2147483647', TRUE), set_config('hnsw.ef_search', '"
                    + Math.min(MAX_BREADTH, Math.max(DEFAULT_BREADTH, pool)) + "', TRUE)");
        }
        SqlBuilder named = both.add("; ").then(sql).in(tables);
        return tables.inTransaction(connection -> read(connection, named));
    }

    private static List<Candidate> read(Connection connection, SqlBuilder sql) throws SQLException {
        try (PreparedStatement statement = sql.prepared(connection)) {
            statement.execute();
            statement.getMoreResults();
            List<Candidate> candidates = new ArrayList<>();
            try (ResultSet row = statement.getResultSet()) {
                while (row.next()) {
                    candidates.add(candidate(row));
                }
            }
            return candidates;
        }
    }

    private static Candidate candidate(ResultSet row) throws SQLException {
        String conversation = row.getString("conversation_id");
        return new Candidate(
                new ItemRef(ItemType.valueOf(row.getString("item_type")), row.getString("item_id")),
                Math.min(1, Math.max(-1, row.getDouble("dense"))),
                clamped(row.getDouble("keyword")),
                TermMatches.UNKNOWN,
                conversation == null ? null : new TurnPosition(conversation, row.getLong("sequence")),
                Instant.ofEpochMilli(row.getLong("at")),
                TextFeatures.unpacked(row.getLong("manner")),
                links(row));
    }

    private static ItemLinks links(ResultSet row) throws SQLException {
        String sources = row.getString("sources");
        String origin = row.getString("origin");
        try {
            return new ItemLinks(
                    row.getString("subject"),
                    origin == null ? null : Origin.valueOf(origin),
                    Set.of((String[]) row.getArray("entities").getArray()),
                    sources == null ? List.of() : DocumentJson.positions(sources));
        } catch (JsonProcessingException e) {
            throw new SQLException("the positions of a document's sources are not JSON", e);
        }
    }

    private static double clamped(double score) {
        return Math.min(1, Math.max(0, score));
    }
}
