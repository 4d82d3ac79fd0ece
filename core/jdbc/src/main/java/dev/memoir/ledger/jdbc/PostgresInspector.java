// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.inspection.CheckLevel;
import dev.memoir.inspection.CheckResult;
import dev.memoir.inspection.LedgerInspection;
import dev.memoir.inspection.LedgerState;
import dev.memoir.jdbc.InspectionConnection;
import dev.memoir.jdbc.PostgresServerFailure;
import dev.memoir.jdbc.PostgresTables;
import dev.memoir.jdbc.SchemaVersion;
import dev.memoir.ledger.jdbc.postgres.PostgresDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Inspects the ledger in a PostgreSQL database in read-only transactions. For one inspection. */
final class PostgresInspector {

    /** The SQL state for a missing privilege. */
    private static final String DENIED = "42501";

    private final PostgresDialect dialect;
    private final PostgresTables location;
    private final Instant now;
    private final List<CheckResult> results = new ArrayList<>();

    PostgresInspector(PostgresDialect dialect, Instant now) {
        this.dialect = dialect;
        this.location = dialect.location();
        this.now = now;
    }

    LedgerInspection inspect() {
        LedgerState state = null;
        try (InspectionConnection server = InspectionConnection.open(dialect.connections())) {
            state = read(server);
        } catch (SQLException | RuntimeException e) {
            SQLException cause = PostgresServerFailure.cause(e);
            if (cause == null || !isExplained(cause)) {
                results.add(failed(e));
            }
        }
        return new LedgerInspection(results, Optional.ofNullable(state));
    }

    private boolean isExplained(SQLException failure) {
        return DENIED.equals(failure.getSQLState())
                && results.stream().anyMatch(result -> result.level() == CheckLevel.PROBLEM);
    }

    /** Messages of the driver and the pool may quote the URL, which may contain a password. */
    private CheckResult failed(Exception failure) {
        SQLException cause = PostgresServerFailure.cause(failure);
        boolean server = results.isEmpty();
        return CheckResult.problem(
                server ? "server" : "ledger",
                cause == null
                        ? "The database cannot be used (" + failure.getClass().getSimpleName() + ")."
                        : "The database of the ledger " + dialect.name() + " " + PostgresServerFailure.diagnose(cause),
                server
                        ? "Check the address, the user and the password, and that the server is up and reachable."
                        : "Fix this, then run the check again.");
    }

    private @Nullable LedgerState read(InspectionConnection server) throws SQLException {
        PostgresServerChecks checks = new PostgresServerChecks(server, location);
        results.add(checks.version());
        results.add(checks.connections());
        // The user may lack the privilege to resolve names in the schema.
        boolean exists = server.one(
                "SELECT EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE n.nspname = ? AND c.relname = ?)",
                row -> row.getBoolean(1),
                location.schema(),
                location.prefix() + "ledger");
        if (!exists) {
            results.add(checks.missing());
            return null;
        }
        results.add(checks.privileges());
        SchemaVersion version = dialect.schemaVersion(server.connection());
        results.add(SchemaCheck.of(version));
        if (version.isNewer() || version.isOlder()) {
            return null;
        }
        long bytes = bytes(server);
        LedgerState state = snapshot(server.connection(), bytes);
        results.add(CheckResult.ok("ledger", "The ledger is readable."));
        return state;
    }

    private LedgerState snapshot(Connection connection, long bytes) throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try {
            return LedgerStateQueries.read(connection, dialect, now, bytes);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** The size of the ledger's tables, without those of an index beside them. */
    private long bytes(InspectionConnection server) throws SQLException {
        return server.one(
                """
                SELECT COALESCE(SUM(pg_total_relation_size(c.oid)), 0) FROM pg_class c
                    JOIN pg_namespace n ON n.oid = c.relnamespace
                    WHERE n.nspname = ? AND c.relkind = 'r' AND left(c.relname, length(?)) = ?
                    AND substr(c.relname, length(?) + 1) !~ '^index_[0-9]+(_|$)'
                """, row -> row.getLong(1), location.schema(), location.prefix(), location.prefix(), location.prefix());
    }
}
