// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import static dev.memoir.testing.contract.Batches.memories;
import static dev.memoir.testing.contract.Batches.turn;
import static dev.memoir.testing.contract.Batches.turns;
import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.Entity;
import dev.memoir.ListRequest;
import dev.memoir.Scope;
import dev.memoir.UuidV7Generator;
import dev.memoir.Validity;
import dev.memoir.index.IndexChange;
import dev.memoir.jdbc.SchemaMigrator;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.NewTurn;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** A ledger recorded before names existed is linked when a version that knows them opens it. */
class EarlierVersionTest {

    private static final Scope ZOE = Scope.user("zoe");

    @TempDir
    Path directory;

    @Test
    void items_that_were_never_linked_are_linked_in_the_background_across_restarts() throws Exception {
        int said = 50;
        try (Ledger ledger = open()) {
            List<NewTurn> many = IntStream.range(0, said)
                    .mapToObj(i -> turn(i == 0 ? "Bob" : null, "Ana said " + i, Map.of()))
                    .toList();
            ledger.items().add(turns(ZOE, "main", many));
            ledger.items().add(turns(ZOE, "main", List.of(turn("Ana", "hello", Map.of()))));
            ledger.items().add(memories(ZOE, "Ana sings."));
        }
        withoutNames();

        long last;
        try (Ledger ledger = open()) {
            assertThat(ledger.entities().entities(ZOE, 10, null).items()).isEmpty();
            last = ledger.projection().lastChange();
            assertThat(ledger.entities().linkEarlier()).isTrue();
            assertThat(ledger.entities().linkEarlier()).isTrue();
            assertThat(ledger.entities().entities(ZOE, "Ana").get(0).turns()).isLessThan(said);
        }
        try (Ledger ledger = open()) {
            while (ledger.entities().linkEarlier()) {
                // one batch after another
            }
            assertThat(ledger.entities().entities(ZOE, 10, null).items())
                    .extracting(Entity::name, Entity::turns, Entity::memories)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("Ana", said + 1L, 1L),
                            org.assertj.core.groups.Tuple.tuple("Bob", 1L, 0L));
            assertThat(ledger.projection().changes(last, 1000, "space").stream()
                            .map(IndexChange::ref)
                            .distinct())
                    .as("all of them are indexed again, with their names")
                    .hasSize(said + 2);
        }
    }

    @Test
    void turns_recorded_before_zones_have_none_and_their_facts_have_utc_dates() throws Exception {
        SQLiteDataSource database = new SQLiteDataSource();
        database.setUrl("jdbc:sqlite:" + directory.resolve("ledger.db"));
        SchemaMigrator.ofLedger(
                        database,
                        JdbcLedger.class,
                        "db/memoir/sqlite",
                        List.of(
                                "V1__ledger.sql",
                                "V2__learning.sql",
                                "V5__spending.sql",
                                "V6__feed.sql",
                                "V7__entities.sql",
                                "V8__episodes.sql",
                                "V11__pinned.sql",
                                "V12__linking.sql",
                                "V13__speakers.sql"))
                .migrate();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO conversation (id, user_id, name, next_sequence) VALUES ('c', 'zoe', 'main', 1)");
            statement.execute("INSERT INTO turn (id, user_id, conversation_id, sequence, role, origin, said_at,"
                    + " recorded_at, metadata, text) VALUES ('t', 'zoe', 'c', 0, 'USER', 'USER', 1, 1, '{}', 'hello')");
            statement.execute("INSERT INTO memory (id, user_id, kind, origin, valid_from, valid_precision, entities,"
                    + " recorded_at, updated_at, metadata, text)"
                    + " VALUES ('m', 'zoe', 'FACT', 'USER', 1778284800000, 'DAY', '[]', 1, 1, '{}', 'fact')");
        }
        try (Ledger ledger = open()) {
            assertThat(ledger.items().turns(ListRequest.builder(ZOE).build()).items())
                    .singleElement()
                    .satisfies(turn -> assertThat(turn.turn().zone()).isNull());
            Validity valid = ledger.items().memory(ZOE, "m").orElseThrow().valid();
            assertThat(valid.zone()).isNull();
            assertThat(valid.day(Objects.requireNonNull(valid.from()))).isEqualTo("2026-05-09");
        }
    }

    @Test
    void a_zone_unknown_to_this_java_runtime_does_not_prevent_reading() throws Exception {
        try (Ledger ledger = open()) {
            ledger.items().add(turns(ZOE, "main", "hello"));
        }
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("ledger.db"));
                Statement statement = database.createStatement()) {
            statement.execute("UPDATE turn SET zone = 'Mars/Olympus_Mons'");
        }
        try (Ledger ledger = open()) {
            assertThat(ledger.items().turns(ListRequest.builder(ZOE).build()).items())
                    .singleElement()
                    .satisfies(turn -> assertThat(turn.turn().zone()).isNull());
        }
    }

    private Ledger open() {
        return JdbcLedger.sqlite(directory.resolve("ledger.db"), new UuidV7Generator(Clock.systemUTC()));
    }

    /** Leaves the ledger as a version without names left it. */
    private void withoutNames() throws Exception {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("ledger.db"));
                Statement statement = database.createStatement()) {
            for (String sql : List.of(
                    "DELETE FROM mention",
                    "DELETE FROM entity_name",
                    "DROP TABLE similarity_scale",
                    "DROP TABLE linking",
                    "DROP TABLE entity_event",
                    "DROP INDEX turn_by_speaker",
                    "DROP INDEX turn_by_agent_speaker",
                    "DROP INDEX turn_by_run_speaker",
                    "DROP INDEX event_by_turn",
                    "ALTER TABLE event DROP COLUMN turn_id",
                    "ALTER TABLE turn DROP COLUMN suppressed_at",
                    "ALTER TABLE memory DROP COLUMN suppressed_at",
                    "ALTER TABLE turn DROP COLUMN zone",
                    "ALTER TABLE memory DROP COLUMN valid_zone",
                    "DELETE FROM memoir_schema_history WHERE CAST(version AS INTEGER) >= 12")) {
                statement.executeUpdate(sql);
            }
        }
    }
}
