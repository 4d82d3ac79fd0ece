// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.pgvector;

import dev.memoir.inspection.CheckResult;
import dev.memoir.inspection.IndexInspection;
import dev.memoir.inspection.IndexState;
import dev.memoir.jdbc.ConnectionSource;
import dev.memoir.jdbc.InspectionConnection;
import dev.memoir.jdbc.PostgresServerFailure;
import dev.memoir.jdbc.PostgresTables;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Inspects a pgvector index in read-only transactions. For one inspection. */
final class PgVectorInspector {

    private final ConnectionSource connections;
    private final PostgresTables location;
    private final OptionalInt dimension;
    private final List<CheckResult> results = new ArrayList<>();

    PgVectorInspector(ConnectionSource connections, PostgresTables location, OptionalInt dimension) {
        this.connections = connections;
        this.location = location;
        this.dimension = dimension;
    }

    IndexInspection inspect() {
        IndexState state = null;
        try (InspectionConnection server = InspectionConnection.open(connections)) {
            results.add(extension(server));
            state = read(server);
        } catch (SQLException | RuntimeException e) {
            // Messages of the driver and the pool may quote the URL, which may contain a password.
            SQLException cause = PostgresServerFailure.cause(e);
            results.add(CheckResult.problem(
                    "index",
                    cause == null
                            ? "The index cannot be read (" + e.getClass().getSimpleName() + ")."
                            : "The database of the index " + location.name() + " "
                                    + PostgresServerFailure.diagnose(cause),
                    "Fix this, then run the check again. Meanwhile turns are stored, and recalled from the ledger."));
        }
        return new IndexInspection(results, Optional.ofNullable(state));
    }

    private static CheckResult extension(InspectionConnection server) throws SQLException {
        String installed = version(server, "SELECT MAX(extversion) FROM pg_extension WHERE extname = 'vector'");
        if (installed != null) {
            return graph(installed)
                    ? CheckResult.ok("pgvector", "The extension vector " + installed + " is installed.")
                    : CheckResult.warning(
                            "pgvector",
                            "The extension vector " + installed
                                    + " is installed: before 0.8 all vectors of a scope are compared, which is slow in"
                                    + " large ones.",
                            "Upgrade pgvector and run ALTER EXTENSION vector UPDATE, then build a new index with memoir"
                                    + " reindex --index-prefix.");
        }
        String available =
                version(server, "SELECT MAX(default_version) FROM pg_available_extensions WHERE name = 'vector'");
        return CheckResult.problem(
                "pgvector",
                available == null
                        ? "The server has no pgvector."
                        : "The database lacks the extension vector; the server offers version " + available + ".",
                (available == null ? "Have an administrator install pgvector on the server, then run" : "Run")
                        + " CREATE EXTENSION vector in this database, which may need an administrator.");
    }

    private static @Nullable String version(InspectionConnection server, String sql) throws SQLException {
        return server.one(sql, row -> row.getString(1));
    }

    private static boolean graph(String version) {
        String[] parts = version.split("\\.", 3);
        return !parts[0].equals("0") || (parts.length > 1 && Integer.parseInt(parts[1]) >= 8);
    }

    private @Nullable IndexState read(InspectionConnection server) throws SQLException {
        List<Integer> dimensions = dimensions(server);
        if (dimensions.isEmpty() || (dimension.isEmpty() && dimensions.size() > 1)) {
            results.add(CheckResult.warning(
                    "index",
                    "There " + (dimensions.isEmpty() ? "is no pgvector index " : "are several pgvector indexes ")
                            + location.name() + ".",
                    dimensions.isEmpty()
                            ? "An application fills it from the ledger when it opens the memory. If applications use"
                                    + " another index, leave this check out."
                            : "Configure the embedder, so that its index is checked."));
            return null;
        }
        int chosen = dimension.isPresent() && dimensions.contains(dimension.getAsInt())
                ? dimension.getAsInt()
                : dimensions.get(0);
        String table = location.tables() + "index_" + chosen;
        return server.one("SELECT ledger_id, embedder_id, sequence, documents FROM " + table + "_position", row -> {
            long documents = row.getLong("documents");
            results.add(CheckResult.ok("index", "The index is readable (" + documents + " documents).")
                    .with("documents", documents));
            return new IndexState(
                    row.getString("ledger_id"),
                    row.getString("embedder_id"),
                    chosen,
                    row.getLong("sequence"),
                    documents,
                    bytes(server, table));
        });
    }

    /** {@return the dimensions of the vectors for which there is an index, in order} */
    private List<Integer> dimensions(InspectionConnection server) throws SQLException {
        String sql = """
                SELECT CAST(substring(c.relname FROM 'index_([0-9]+)_position$') AS INT) AS dimension FROM pg_class c
                    JOIN pg_namespace n ON n.oid = c.relnamespace
                    WHERE n.nspname = '%s' AND c.relkind = 'r' AND c.relname ~ '^%sindex_[0-9]+_position$'
                    ORDER BY dimension
                """.formatted(location.schema(), location.prefix());
        List<Integer> found = new ArrayList<>();
        try (Statement statement = server.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                found.add(row.getInt("dimension"));
            }
        }
        return found;
    }

    private static long bytes(InspectionConnection server, String table) throws SQLException {
        return server.one(
                "SELECT pg_total_relation_size(CAST(? AS regclass)) + pg_total_relation_size(CAST(? AS regclass))",
                row -> row.getLong(1),
                table,
                table + "_word");
    }
}
