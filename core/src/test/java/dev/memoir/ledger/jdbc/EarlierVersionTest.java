package dev.memoir.ledger.jdbc;

import static dev.memoir.ledger.Batches.memories;
import static dev.memoir.ledger.Batches.turn;
import static dev.memoir.ledger.Batches.turns;
import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.Entity;
import dev.memoir.Scope;
import dev.memoir.UuidV7;
import dev.memoir.index.IndexChange;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.NewTurn;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was recorded before names were is linked when a ledger is opened by a version that knows them. */
class EarlierVersionTest {

    private static final Scope ZOE = Scope.user("zoe");

    @TempDir
    Path directory;

    @Test
    void what_was_never_linked_is_linked_behind_the_writes_across_restarts() throws Exception {
        int said = 50;
        try (Ledger ledger = open()) {
            List<NewTurn> many = IntStream.range(0, said)
                    .mapToObj(i -> turn(i == 0 ? "Bob" : null, "Ana said " + i, Map.of()))
                    .toList();
            ledger.add(turns(ZOE, "main", many));
            ledger.add(turns(ZOE, "main", List.of(turn("Ana", "hello", Map.of()))));
            ledger.add(memories(ZOE, "Ana sings."));
        }
        withoutNames();

        long last;
        try (Ledger ledger = open()) {
            assertThat(ledger.entities(ZOE, 10, null).items()).isEmpty();
            last = ledger.lastChange();
            assertThat(ledger.linkEarlier()).isTrue();
            assertThat(ledger.linkEarlier()).isTrue();
            assertThat(ledger.entities(ZOE, "Ana").get(0).turns()).isLessThan(said);
        }
        try (Ledger ledger = open()) {
            while (ledger.linkEarlier()) {
                // a part after the other
            }
            assertThat(ledger.entities(ZOE, 10, null).items())
                    .extracting(Entity::name, Entity::turns, Entity::memories)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("Ana", said + 1L, 1L),
                            org.assertj.core.groups.Tuple.tuple("Bob", 1L, 0L));
            assertThat(ledger.changes(last, 1000, "space").stream()
                            .map(IndexChange::ref)
                            .distinct())
                    .as("all of them are indexed again, with their names")
                    .hasSize(said + 2);
        }
    }

    private Ledger open() {
        return JdbcLedger.sqlite(directory.resolve("ledger.db"), new UuidV7(Clock.systemUTC()));
    }

    /** As a version left it that knew no names. */
    private void withoutNames() throws Exception {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("ledger.db"));
                Statement statement = database.createStatement()) {
            for (String sql : List.of(
                    "DELETE FROM mention",
                    "DELETE FROM entity_name",
                    "DROP TABLE linking",
                    "DROP TABLE entity_event",
                    "DROP INDEX turn_by_speaker",
                    "DROP INDEX turn_by_agent_speaker",
                    "DROP INDEX turn_by_run_speaker",
                    "DELETE FROM memoir_schema_history WHERE version IN ('12', '13')")) {
                statement.executeUpdate(sql);
            }
        }
    }
}
