// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.inspection.LedgerState;
import dev.memoir.inspection.StoredVectors;
import dev.memoir.ledger.jdbc.dialect.LedgerDialect;
import java.sql.Connection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jspecify.annotations.Nullable;

/** Reads what an inspection reports of a ledger. The caller's transaction makes it one snapshot. */
final class LedgerStateQueries {

    private LedgerStateQueries() {}

    /**
     * {@return what the ledger holds}
     *
     * @param connection a connection that need not allow writes; not closed
     * @param dialect the database
     * @param now the current time
     * @param bytes the space on disk
     */
    static LedgerState read(Connection connection, LedgerDialect dialect, Instant now, long bytes) {
        Jdbi jdbi = Jdbi.create(() -> connection);
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        jdbi.getConfig(SqlStatements.class).define(LedgerDialect.TABLES, dialect.tables());
        // Not closed: that would close the connection.
        Handle handle = jdbi.open();
        long day = now.atZone(ZoneOffset.UTC).toLocalDate().toEpochDay();
        return new LedgerState(
                id(handle),
                handle.createQuery("SELECT COALESCE(MAX(last_change), 0) FROM <p>ledger AS ledger")
                        .mapTo(Long.class)
                        .one(),
                StatsQueries.stats(handle),
                scopes(handle),
                handle.createQuery("SELECT COUNT(*) FROM <p>ledger AS ledger WHERE unscrubbed")
                                .mapTo(Long.class)
                                .one()
                        > 0,
                handle.createQuery("SELECT 1 FROM <p>turn AS turn WHERE extracted_by IS NOT NULL"
                                + " OR parked_at IS NOT NULL LIMIT 1")
                        .mapTo(Integer.class)
                        .findOne()
                        .isPresent(),
                oldest(handle, "recorded_at", "extracted_at IS NULL AND parked_at IS NULL AND suppressed_at IS NULL"),
                oldest(handle, "parked_at", "parked_at IS NOT NULL"),
                tokens(handle, "SUM", day),
                tokens(handle, "MAX", day),
                vectors(handle),
                bytes);
    }

    private static String id(Handle handle) {
        return handle.createQuery("SELECT id FROM <p>ledger AS ledger")
                .mapTo(String.class)
                .findOne()
                .orElse("");
    }

    private static long scopes(Handle handle) {
        return handle.createQuery("SELECT COUNT(*) FROM (SELECT user_id, agent_id, run_id FROM <p>turn"
                        + " UNION SELECT user_id, agent_id, run_id FROM <p>memory) scopes")
                .mapTo(Long.class)
                .one();
    }

    private static @Nullable Instant oldest(Handle handle, String column, String condition) {
        return handle.createQuery("SELECT MIN(" + column + ") AS oldest FROM <p>turn AS turn WHERE " + condition)
                .map((row, context) -> Optional.ofNullable(ColumnValues.instantOrNull(row, "oldest")))
                .one()
                .orElse(null);
    }

    private static long tokens(Handle handle, String aggregate, long day) {
        return handle.createQuery("SELECT COALESCE(" + aggregate + "(tokens), 0) FROM <p>spending WHERE day = :day")
                .bind("day", day)
                .mapTo(Long.class)
                .one();
    }

    private static List<StoredVectors> vectors(Handle handle) {
        return handle.createQuery("SELECT embedder, COUNT(*) AS items, MIN(OCTET_LENGTH(vector)) AS bytes"
                        + " FROM <p>vector AS vector GROUP BY embedder ORDER BY embedder")
                .map((row, context) -> new StoredVectors(
                        row.getString("embedder"), row.getInt("bytes") / Float.BYTES, row.getLong("items")))
                .list();
    }
}
