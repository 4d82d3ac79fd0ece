// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import static dev.memoir.testing.contract.Batches.NOW;
import static dev.memoir.testing.contract.Batches.SPACE;
import static dev.memoir.testing.contract.Batches.keyed;
import static dev.memoir.testing.contract.Batches.memories;
import static dev.memoir.testing.contract.Batches.memory;
import static dev.memoir.testing.contract.Batches.newId;
import static dev.memoir.testing.contract.Batches.pending;
import static dev.memoir.testing.contract.Batches.turn;
import static dev.memoir.testing.contract.Batches.turns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memoir.IdGenerator;
import dev.memoir.ListRequest;
import dev.memoir.Memory;
import dev.memoir.MemoryUpdate;
import dev.memoir.Metadata;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.StorageException;
import dev.memoir.StoredTurn;
import dev.memoir.Turn;
import dev.memoir.UuidV7Generator;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.NewTurn;
import dev.memoir.ledger.jdbc.sqlite.SqliteDialect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No byte of forgotten text remains in any file. */
class SqliteForgettingTest {

    private static final Scope ZOE = Scope.user("zoe");
    private static final Scope ADAM = Scope.user("adam");
    private static final IdGenerator IDS = new UuidV7Generator(Clock.systemUTC());
    private static final Pattern MARK = Pattern.compile("MARK\\d{6}X");

    @TempDir
    Path directory;

    private int marks;

    private Path file() {
        return directory.resolve("ledger.db");
    }

    private String mark() {
        return String.format("MARK%06dX", marks++);
    }

    private Set<String> marksIn(Path where) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.list(where)) {
            for (Path file : files.toList()) {
                Matcher matcher = MARK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
                while (matcher.find()) {
                    found.add(matcher.group());
                }
            }
        }
        return found;
    }

    @Test
    void no_byte_of_a_forgotten_scope_remains() throws IOException {
        float[] telling = {1234.5f, -77.25f};
        try (Ledger ledger = JdbcLedger.sqlite(file(), IDS)) {
            ledger.items().add(turns(ADAM, "main", "stays"));
            NewTurn said = new NewTurn(
                    newId(),
                    Turn.builder(Role.USER, mark() + "long".repeat(5000) + mark())
                            .speaker(mark())
                            .metadata(java.util.Map.of(mark(), mark()))
                            .build(),
                    NOW,
                    telling);
            ledger.items().add(keyed(turns(ZOE, mark(), List.of(said)), mark(), mark()));
            Memory known = ledger.items()
                    .add(memories(ZOE, memory(ZOE, mark(), null, Metadata.of("k", mark()), telling)))
                    .memories()
                    .get(0);
            ledger.items()
                    .update(
                            ZOE,
                            known.id(),
                            MemoryUpdate.text(mark() + "x".repeat(9000)).withReason(mark()),
                            null,
                            SPACE,
                            newId(),
                            NOW);
            ledger.items().retract(ZOE, known.id(), newId(), NOW);
            assertThat(marksIn(directory)).as("the test sees what is there").hasSize(marks);
            assertThat(holds(VectorTable.bytes(telling))).isTrue();

            ledger.items().forget(ZOE);

            assertThat(marksIn(directory)).isEmpty();
            assertThat(holds(VectorTable.bytes(telling))).isFalse();
            assertThat(holds("stays".getBytes(StandardCharsets.UTF_8))).isTrue();
        }
    }

    @Test
    void no_byte_of_a_forgotten_item_nor_a_hash_of_its_request_remains() throws IOException {
        try (Ledger ledger = JdbcLedger.sqlite(file(), IDS)) {
            String kept = mark();
            List<StoredTurn> two = ledger.items()
                    .add(keyed(turns(ZOE, "main", kept, mark() + "x".repeat(5000) + mark()), "key", mark()))
                    .turns();

            ledger.items().forget(ZOE, two.get(1).id());

            assertThat(marksIn(directory)).containsExactly(kept);
        }
    }

    @Test
    void no_byte_of_a_name_that_only_a_forgotten_item_mentioned_remains() throws IOException {
        try (Ledger ledger = JdbcLedger.sqlite(file(), IDS)) {
            String kept = mark();
            String name = "Ana " + mark();
            ledger.items().add(turns(ZOE, "main", List.of(turn("my friend Ana", "hello", java.util.Map.of()))));
            ledger.items().add(turns(ZOE, "main", List.of(turn(kept, "I met " + name, java.util.Map.of()))));
            StoredTurn said = ledger.items()
                    .add(turns(ZOE, "main", List.of(turn(name, "hello", java.util.Map.of()))))
                    .turns()
                    .get(0);
            while (ledger.entities().linkEarlier()) {
                // one batch after another
            }
            StoredTurn told = ledger.items()
                    .turns(ListRequest.builder(ZOE).build())
                    .items()
                    .get(1);
            assertThat(ledger.entities().entities(ZOE, "Ana").get(0).name()).isEqualTo(name);
            assertThat(ledger.entities().mentions(ZOE, "Ana", 10, null).items()).hasSize(3);
            ledger.entities().merge(ZOE, name, kept, newId(), NOW);

            ledger.items().forget(ZOE, said.id());
            ledger.items().forget(ZOE, told.id());

            assertThat(marksIn(directory)).isEmpty();
            assertThat(holds(name.toLowerCase(java.util.Locale.ROOT).getBytes(StandardCharsets.UTF_8)))
                    .isFalse();
            assertThat(ledger.entities().entities(ZOE, 10, null).items())
                    .extracting(dev.memoir.Entity::name)
                    .containsExactly("Ana");
        }
    }

    /** SQLite's secure_delete alone fails this: pages keep copies of cells that moved to a neighbouring page. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void no_byte_remains_after_random_inserts_updates_and_forgets(long seed) throws IOException {
        Random random = new Random(seed);
        int[] lengths = {1, 3, 30, 100, 400, 1500, 3000};
        List<Memory> alive = new ArrayList<>();
        try (Ledger ledger = JdbcLedger.sqlite(file(), IDS)) {
            for (int batch = 0; batch < 60; batch++) {
                String[] texts = Stream.generate(() -> mark() + "abc".repeat(lengths[random.nextInt(lengths.length)]))
                        .limit(10)
                        .toArray(String[]::new);
                alive.addAll(ledger.items()
                        .add(memories(random.nextBoolean() ? ZOE : ADAM, texts))
                        .memories());
                ledger.items().add(turns(random.nextBoolean() ? ZOE : ADAM, "c" + batch % 7, texts));
                for (int i = 0; i < 6; i++) {
                    Memory some = alive.get(random.nextInt(alive.size()));
                    ledger.items()
                            .update(
                                    some.scope(),
                                    some.id(),
                                    MemoryUpdate.text(mark() + "abc".repeat(lengths[random.nextInt(lengths.length)])),
                                    null,
                                    SPACE,
                                    newId(),
                                    NOW);
                }
                if (batch % 20 == 10) {
                    Memory gone = alive.remove(random.nextInt(alive.size()));
                    ledger.items().forget(gone.scope(), gone.id());
                    assertThat(marksIn(directory)).isEqualTo(marksKnown(ledger));
                }
            }

            ledger.items().forget(ZOE);

            assertThat(marksIn(directory)).isNotEmpty().isEqualTo(marksKnown(ledger));
        }
        assertThat(marksIn(directory)).isNotEmpty();
    }

    private static Set<String> marksKnown(Ledger ledger) {
        Set<String> known = new TreeSet<>();
        for (Scope scope : List.of(ZOE, ADAM)) {
            ListRequest all =
                    ListRequest.builder(scope).limit(1000).includePast().build();
            ledger.items()
                    .turns(all)
                    .items()
                    .forEach(turn -> known.add(turn.text().substring(0, 11)));
            ledger.items()
                    .memories(all, NOW)
                    .items()
                    .forEach(memory -> ledger.items()
                            .history(scope, memory.id())
                            .forEach(event -> known.add(event.newText().substring(0, 11))));
        }
        return known;
    }

    @Test
    void a_reader_that_holds_the_log_is_reported_and_the_next_forget_scrubs() throws IOException, SQLException {
        try (Ledger ledger = JdbcLedger.sqlite(file(), Duration.ofMillis(5), IDS);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement reader = other.createStatement()) {
            ledger.items().add(turns(ZOE, "main", mark() + "x".repeat(5000) + mark()));
            reader.execute("BEGIN");
            reader.executeQuery("SELECT COUNT(*) FROM turn").close();

            assertThatThrownBy(() -> ledger.items().forget(ZOE))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("another reader");
            assertThat(ledger.items().stats(ZOE).turns()).isZero();
            assertThat(marksIn(directory)).isNotEmpty();

            reader.execute("COMMIT");
            ledger.items().forget(ZOE);
            assertThat(marksIn(directory)).isEmpty();
        }
    }

    @Test
    void a_forget_interrupted_by_a_crash_is_completed() throws IOException {
        Path crashed = Files.createDirectory(directory.resolve("crashed"));
        LedgerDatabase store = LedgerDatabase.open(new SqliteDialect(file()), IDS);
        try (Ledger ledger = new JdbcLedger(store)) {
            ledger.items().add(turns(ZOE, "main", mark() + "x".repeat(5000) + mark()));
            store.write(handle -> Deletion.forget(handle, ZOE, null));
            copyTo(crashed);
        }
        assertThat(marksIn(crashed)).isNotEmpty();

        try (Ledger ledger = JdbcLedger.sqlite(crashed.resolve("ledger.db"), IDS)) {
            assertThat(ledger.items().stats(ZOE).turns()).isZero();
            assertThat(marksIn(crashed)).isEmpty();
        }
    }

    @Test
    void forgetting_nothing_rewrites_nothing() throws IOException {
        try (Ledger ledger = JdbcLedger.sqlite(file(), IDS)) {
            ledger.items().add(turns(ZOE, "main", List.of(turn("hello", null))));
            byte[] log = Files.readAllBytes(directory.resolve("ledger.db-wal"));

            ledger.items().forget(ADAM);

            assertThat(directory.resolve("ledger.db-wal")).hasBinaryContent(log);
        }
    }

    @Test
    void a_returned_add_survives_a_crash() throws IOException {
        Path crashed = Files.createDirectory(directory.resolve("crashed"));
        try (Ledger ledger = JdbcLedger.sqlite(file(), IDS)) {
            ledger.items().add(turns(ZOE, "main", "hello"));
            copyTo(crashed);
        }
        try (Ledger ledger = JdbcLedger.sqlite(crashed.resolve("ledger.db"), IDS)) {
            assertThat(pending(ledger, ZOE, "main", 10))
                    .extracting(StoredTurn::text)
                    .containsExactly("hello");
        }
    }

    private void copyTo(Path target) throws IOException {
        for (String name : List.of("ledger.db", "ledger.db-wal")) {
            Files.copy(directory.resolve(name), target.resolve(name));
        }
    }

    private boolean holds(byte[] bytes) throws IOException {
        String wanted = new String(bytes, StandardCharsets.ISO_8859_1);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(wanted)) {
                    return true;
                }
            }
        }
        return false;
    }
}
