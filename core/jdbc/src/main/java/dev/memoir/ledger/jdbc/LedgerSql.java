// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.ledger.jdbc.dialect.LedgerDialect;
import dev.memoir.ledger.jdbc.dialect.SqlSyntax;
import dev.memoir.ledger.jdbc.dialect.Upsert;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/** The statements of a database that its dialect writes, known to all its handles. Thread-safe. */
final class LedgerSql {

    /** The attribute of a handle that holds this; a name that no statement uses. */
    private static final String ATTRIBUTE = "dev.memoir.sql";

    private final SqlSyntax syntax;
    private final Map<Upsert, String> upserts = new ConcurrentHashMap<>();

    LedgerSql(SqlSyntax syntax) {
        this.syntax = syntax;
    }

    /** {@return access to a database with these statements} */
    Jdbi jdbi(DataSource source, LedgerDialect dialect, SqlLogger logger) {
        Jdbi jdbi = Jdbi.create(source);
        if (!dialect.driverCachesStatements()) {
            jdbi.setStatementBuilderFactory(StatementCache.ofPool());
        }
        // By default messages quote statements, whose parameters are people's words.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        jdbi.getConfig(SqlStatements.class)
                .define(LedgerDialect.TABLES, dialect.tables())
                .define(ATTRIBUTE, this)
                .setSqlLogger(logger);
        return jdbi;
    }

    static String upsert(Handle handle, Upsert upsert) {
        LedgerSql sql = of(handle);
        return sql.upserts.computeIfAbsent(upsert, sql.syntax::upsert);
    }

    /** {@return a query that inserts or updates rows and reads them as they are then} */
    static String returning(Handle handle, String write, String columns) {
        return of(handle).syntax.returning(write, columns);
    }

    /** {@return a query that deletes rows and reads what they were} */
    static String returningDeleted(Handle handle, String delete, String columns) {
        return of(handle).syntax.returningDeleted(delete, columns);
    }

    private static LedgerSql of(Handle handle) {
        if (handle.getConfig(SqlStatements.class).getAttribute(ATTRIBUTE) instanceof LedgerSql sql) {
            return sql;
        }
        throw new IllegalStateException("The handle does not belong to the database of a ledger.");
    }
}
