// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc.postgres;

import dev.memoir.ErasureLevel;
import dev.memoir.jdbc.ConnectionSource;
import dev.memoir.jdbc.PostgresServerFailure;
import dev.memoir.jdbc.PostgresTables;
import dev.memoir.jdbc.SchemaMigrator;
import dev.memoir.jdbc.SchemaVersion;
import dev.memoir.ledger.jdbc.dialect.LedgerConnections;
import dev.memoir.ledger.jdbc.dialect.LedgerDialect;
import dev.memoir.ledger.jdbc.dialect.SqlSyntax;
import dev.memoir.ledger.jdbc.dialect.TransactionControl;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A schema of a PostgreSQL database, shared by any number of processes. Writers of one user wait for each other on the
 * row of a lane, so each decides on what the previous one has committed; readers see one snapshot and never wait.
 */
public final class PostgresDialect implements LedgerDialect {

    /** SQL states that call for a retry: from distributed engines, or when two lanes are locked at once. */
    private static final Set<String> RETRYABLE = Set.of("40001", "40P01");

    /** The tables that a forget deletes from and that contain people's words. */
    private static final List<String> TABLES_WITH_TEXT =
            List.of("turn", "memory", "event", "source", "vector", "conversation", "mention", "entity_name");

    private static final List<String> SCRIPTS = List.of(
            "V1__ledger.sql", "V2__speakers.sql", "V3__zones.sql", "V4__suppression.sql", "V6__similarity_scale.sql");

    private final ConnectionSource connections;
    private final PostgresTables location;
    private final Duration lease;

    /**
     * Describes the ledger of a database.
     *
     * @param connections opens connections to the database
     * @param location the location of the tables, created if need be
     * @param lease how long a process may be silent before others take over its work
     */
    public PostgresDialect(ConnectionSource connections, PostgresTables location, Duration lease) {
        this.connections = connections;
        this.location = location;
        this.lease = lease;
    }

    @Override
    public String name() {
        return location.name();
    }

    @Override
    public String tables() {
        return location.tables();
    }

    @Override
    public LedgerConnections open() {
        ConnectionSource.Opened opened = connections.open("memoir-" + location.schema());
        try {
            SchemaMigrator.ofLedger(opened.source(), PostgresDialect.class, "db/memoir/postgresql", SCRIPTS)
                    .in(location, Map.of())
                    .migrate();
            return LedgerConnections.of(opened.source(), opened.closing());
        } catch (RuntimeException e) {
            opened.closing().run();
            throw e;
        }
    }

    /** {@return the source of the connections} */
    public ConnectionSource connections() {
        return connections;
    }

    /** {@return the location of the tables} */
    public PostgresTables location() {
        return location;
    }

    /**
     * {@return which of this version's migrations were applied}
     *
     * @param connection a connection to the database
     * @throws SQLException if the schema contains no ledger, or may not be read
     */
    public SchemaVersion schemaVersion(Connection connection) throws SQLException {
        return SchemaVersion.of(connection, tables() + SchemaMigrator.LEDGER_HISTORY, SCRIPTS);
    }

    /**
     * A writer runs at {@code READ COMMITTED}: each statement sees what was committed before it, not before the
     * transaction. Once the lane is locked, that is the latest state.
     */
    @Override
    public TransactionControl transactions() {
        return TransactionControl.ofDriver("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    }

    @Override
    public SqlSyntax syntax() {
        return SqlSyntax.onConflict();
    }

    @Override
    public Optional<String> lockedLanes() {
        return Optional.of("SELECT id FROM <p>lane WHERE id IN (<lanes>) ORDER BY id FOR UPDATE");
    }

    @Override
    public Optional<Duration> lease() {
        return Optional.of(lease);
    }

    @Override
    public boolean isRetryable(SQLException failure) {
        return RETRYABLE.contains(String.valueOf(failure.getSQLState()));
    }

    @Override
    public String describe(SQLException failure) {
        return "The ledger " + name() + " " + PostgresServerFailure.describe(failure);
    }

    /**
     * Frees the space of deleted rows. The server keeps their bytes until it reuses that space, and in its log and
     * backups for as long as it keeps those: that is governed by the server's administration.
     */
    @Override
    public ErasureLevel scrub(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES_WITH_TEXT) {
                statement.execute("VACUUM " + tables() + table);
            }
            return ErasureLevel.REMOVED;
        }
    }

    @Override
    public String describeScrub(SQLException failure) {
        return "The ledger " + name() + " could not free the space of deleted rows (" + failure.getSQLState()
                + "). The server frees it eventually; to free it now, forget again or VACUUM the tables.";
    }
}
