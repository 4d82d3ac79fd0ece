// SPDX-License-Identifier: Apache-2.0
package com.example.h2;

import dev.memoir.ErasureLevel;
import dev.memoir.jdbc.ConnectionSource;
import dev.memoir.jdbc.SchemaMigrator;
import dev.memoir.ledger.jdbc.dialect.LedgerConnections;
import dev.memoir.ledger.jdbc.dialect.LedgerDialect;
import dev.memoir.ledger.jdbc.dialect.SqlSyntax;
import dev.memoir.ledger.jdbc.dialect.TransactionControl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.h2.api.ErrorCode;

/** A ledger in an H2 database. Not part of Memoir: it shows how to add a database, see docs/databases.md. */
public final class H2Dialect implements LedgerDialect {

    private final String database;

    /**
     * Describes a database.
     *
     * @param database its place in H2's notation: {@code file:} and a path, or {@code mem:} and a name
     */
    public H2Dialect(String database) {
        this.database = database;
    }

    @Override
    public String name() {
        return database;
    }

    @Override
    public LedgerConnections open() {
        // DAY is a column of the ledger and a keyword of H2.
        String url = "jdbc:h2:" + database + ";NON_KEYWORDS=DAY;LOCK_TIMEOUT=10000";
        ConnectionSource.Opened opened =
                ConnectionSource.ofAddress(url, "sa", "").open("h2");
        try {
            SchemaMigrator.ofLedger(opened.source(), H2Dialect.class, "com/example/h2", List.of("V1__ledger.sql"))
                    .migrate();
            return LedgerConnections.of(opened.source(), opened.closing());
        } catch (RuntimeException e) {
            opened.closing().run();
            throw e;
        }
    }

    /** H2 changes the isolation of a session, not of a transaction: it is set at the start of each. */
    @Override
    public TransactionControl transactions() {
        return new H2Transactions();
    }

    @Override
    public SqlSyntax syntax() {
        return new MergeSyntax();
    }

    @Override
    public Optional<String> lockedLanes() {
        return Optional.of("SELECT id FROM <p>lane WHERE id IN (<lanes>) ORDER BY id FOR UPDATE");
    }

    @Override
    public boolean isRetryable(SQLException failure) {
        return failure.getErrorCode() == ErrorCode.DEADLOCK_1
                || failure.getErrorCode() == ErrorCode.CONCURRENT_UPDATE_1;
    }

    @Override
    public String describe(SQLException failure) {
        return switch (failure.getErrorCode()) {
            case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
                "The ledger " + database + " is open in another process. Close that process, then try again.";
            case ErrorCode.IO_EXCEPTION_1, ErrorCode.IO_EXCEPTION_2 ->
                "The ledger " + database + " cannot be read or written. Nothing was written. Check the disk.";
            default ->
                "The ledger " + database + " failed (" + failure.getErrorCode()
                        + "). Nothing was written. See the cause.";
        };
    }

    /** H2 reuses the space of deleted rows, but overwrites it only in its own time. */
    @Override
    public ErasureLevel scrub(Connection connection) {
        return ErasureLevel.REMOVED;
    }

    @Override
    public String describeScrub(SQLException failure) {
        return describe(failure);
    }
}
