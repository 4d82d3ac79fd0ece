// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.UuidV7Generator;
import dev.memoir.testing.server.NeedsServer;
import dev.memoir.testing.server.TestDatabase;
import dev.memoir.testing.server.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every table and column of a ledger is exported and imported, or listed here with the reason why not. */
class PortableSchemaTest {

    /** Tables that are exported as parts of other records. */
    private static final Map<String, String> CARRIED_WITH = Map.of(
            "conversation", "name, id and places come with each turn",
            "vector", "with what it was made from, where vectors are asked for",
            "source", "with the memory or step that comes from it");

    private static final Map<String, String> LEFT_OUT = Map.of(
            "ledger", "which ledger this is, and its place in its own feed",
            "change", "the feed of this ledger; an import appends to the other's",
            "linking", "what this ledger has still to search for names: an import has its own searched",
            "similarity_scale", "measured with the embedder alone; the other memory measures it with its own",
            "task", "what processes of this ledger are doing now",
            "lane", "what writers wait for each other at");

    /** Columns of exported tables that no {@link PortableTable} lists, apart from this ledger's own ordering. */
    private static final Map<String, Set<String>> OTHERWISE = Map.of(
            "turn", Set.of("conversation_id", "sequence", "request_id"),
            "memory", Set.of("request_id"),
            // Decided again from all mentions and from the application's merges.
            "entity_name", Set.of("canonical", "first_word", "last_word", "person"));

    @TempDir
    private Path directory;

    @Test
    void every_sqlite_table_is_exported_or_excluded_for_a_reason() throws SQLException {
        Path file = directory.resolve("ledger.db");
        JdbcLedger.sqlite(file, new UuidV7Generator(InstantSource.system())).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            assertThatAllIsCarried(tables(connection, null, "sqlite_"));
        }
    }

    @Test
    @NeedsServer(TestServer.POSTGRES)
    void every_postgresql_table_is_exported_or_excluded_for_a_reason() throws SQLException {
        try (TestDatabase database = new TestDatabase()) {
            PostgresLedger.builder(database.source())
                    .schema(database.schema())
                    .build()
                    .open(new UuidV7Generator(InstantSource.system()))
                    .close();
            try (Connection connection = database.source().getConnection()) {
                assertThatAllIsCarried(tables(connection, database.schema(), "pg_"));
            }
        }
    }

    private static void assertThatAllIsCarried(Map<String, Set<String>> tables) {
        Set<String> portable =
                Stream.of(PortableTable.values()).map(PortableTable::table).collect(Collectors.toSet());
        assertThat(tables.keySet())
                .as("neither exported nor explained")
                .allSatisfy(table -> assertThat(portable.contains(table)
                                || CARRIED_WITH.containsKey(table)
                                || LEFT_OUT.containsKey(table))
                        .as(table)
                        .isTrue());
        assertThat(tables.keySet()).containsAll(portable);
        for (PortableTable table : PortableTable.values()) {
            Set<String> left = new TreeSet<>(tables.get(table.table()));
            left.removeAll(table.columns());
            left.removeAll(OTHERWISE.getOrDefault(table.table(), Set.of()));
            left.remove("ordinal");
            assertThat(left)
                    .as("columns of %s that an import loses", table.table())
                    .isEmpty();
        }
    }

    private static Map<String, Set<String>> tables(Connection connection, String schema, String internal)
            throws SQLException {
        Map<String, Set<String>> tables = new TreeMap<>();
        try (ResultSet column = connection.getMetaData().getColumns(null, schema, "%", "%")) {
            while (column.next()) {
                String table = column.getString("TABLE_NAME");
                boolean ours = !table.startsWith(internal)
                        && !table.contains("_history")
                        && !table.contains("_by_")
                        && !table.endsWith("_pkey");
                if (ours) {
                    tables.computeIfAbsent(table, name -> new TreeSet<>()).add(column.getString("COLUMN_NAME"));
                }
            }
        }
        return tables;
    }
}
