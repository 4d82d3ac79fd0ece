// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.memoir.DirectoryInUseException;
import dev.memoir.LongTermMemory;
import dev.memoir.LongTermMemoryBuilder;
import dev.memoir.Scope;
import dev.memoir.Turn;
import dev.memoir.embed.Embedder;
import dev.memoir.extract.ExtractionRequest;
import dev.memoir.extract.ExtractionResult;
import dev.memoir.extract.FactExtractor;
import dev.memoir.inspection.CheckLevel;
import dev.memoir.inspection.CheckResult;
import dev.memoir.inspection.InspectionDepth;
import dev.memoir.inspection.InspectionReport;
import dev.memoir.learning.LearningSettings;
import dev.memoir.llm.PromptRejectedException;
import dev.memoir.testing.TestClock;
import dev.memoir.testing.WordEmbedder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an inspection says of a directory, sound or damaged in a known way, and that it changes no byte of it. */
class DirectoryInspectionTest {

    private static final Scope ZOE = Scope.user("zoe");
    private static final int PAGE = 4_096;

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock(Instant.parse("2026-03-02T10:00:00Z"));

    private Path home() {
        return folder.resolve("memory");
    }

    private LongTermMemoryBuilder builder() {
        return LongTermMemory.builder()
                .directory(home())
                .embedder(new WordEmbedder())
                .clock(clock);
    }

    private void fill(int turns) {
        try (LongTermMemory memory = builder().open()) {
            for (int i = 0; i < turns; i++) {
                memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon " + i + " days ago. " + "x".repeat(500)));
            }
        }
    }

    private InspectionReport inspect() {
        return inspect(builder(), InspectionDepth.QUICK);
    }

    /** Every inspection of this class leaves every byte, name and time of the directory as it was. */
    private InspectionReport inspect(LongTermMemoryBuilder builder, InspectionDepth depth) {
        Map<String, String> before = contents();
        InspectionReport report = builder.inspect(depth);
        assertThat(contents()).isEqualTo(before);
        assertThat(report.results().toString()).doesNotContain("Lisbon", "zoe");
        assertThat(report.results())
                .allSatisfy(
                        result -> assertThat(result.message() + result.advice()).doesNotContain("null"));
        return report;
    }

    private Map<String, String> contents() {
        Map<String, String> contents = new TreeMap<>();
        if (Files.exists(home())) {
            try (Stream<Path> files = Files.walk(home())) {
                for (Path file : files.toList()) {
                    contents.put(
                            file.toString(),
                            Files.getLastModifiedTime(file)
                                    + (Files.isRegularFile(file)
                                            ? " " + Arrays.hashCode(Files.readAllBytes(file)) + " " + Files.size(file)
                                            : ""));
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return contents;
    }

    private static CheckResult result(InspectionReport report, String check) {
        return report.result(check)
                .orElseThrow(() -> new AssertionError("no check " + check + " in " + report.results()));
    }

    private static void assertLevel(InspectionReport report, String check, CheckLevel level, String... words) {
        CheckResult result = result(report, check);
        assertThat(result.level()).as(result.toString()).isEqualTo(level);
        assertThat(result.message() + " " + result.advice()).contains(words);
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home().resolve("ledger.db"));
                Statement running = connection.createStatement()) {
            running.execute(statement);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_closed_memory_is_well(InspectionDepth depth) {
        fill(3);
        InspectionReport report = inspect(builder(), depth);
        assertThat(report.level()).as(report.toString()).isEqualTo(CheckLevel.OK);
        assertThat(report.results().stream().map(CheckResult::check))
                .containsExactly(
                        "java",
                        "embedder",
                        "directory",
                        "lock",
                        "ledger",
                        "schema",
                        "references",
                        "disk",
                        "index",
                        "index-lag",
                        "index-embedder",
                        "forgotten",
                        "parked",
                        "pending",
                        "tokens",
                        "size");
        assertThat(result(report, "size").figures())
                .containsEntry("turns", 3L)
                .containsEntry("memories", 0L)
                .containsEntry("scopes", 1L);
        assertThat(result(report, "lock").figures()).containsEntry("locked", 0L);
        assertThat(result(report, "pending").figures()).containsEntry("turns", 3L);
    }

    @Test
    void a_missing_directory_and_a_file_are_named() throws IOException {
        assertLevel(inspect(), "directory", CheckLevel.PROBLEM, "There is no directory " + home());
        assertThat(home()).doesNotExist();
        Files.writeString(home(), "not a directory");
        assertLevel(inspect(), "directory", CheckLevel.PROBLEM, "is not a directory");
    }

    @Test
    void an_empty_directory_holds_no_memory() throws IOException {
        Files.createDirectory(home());
        InspectionReport report = inspect();
        assertLevel(report, "ledger", CheckLevel.PROBLEM, "There is no memory");
        assertThat(report.result("index")).as("nothing to compare it with").isEmpty();
    }

    @Test
    void a_truncated_ledger_is_damaged() throws IOException {
        fill(20);
        try (FileChannel file = FileChannel.open(home().resolve("ledger.db"), StandardOpenOption.WRITE)) {
            file.truncate(file.size() / 2);
        }
        assertLevel(inspect(), "ledger", CheckLevel.PROBLEM, "is damaged", "restore");
        try (FileChannel file = FileChannel.open(home().resolve("ledger.db"), StandardOpenOption.WRITE)) {
            file.truncate(50);
        }
        assertLevel(inspect(), "ledger", CheckLevel.PROBLEM, "is damaged", "restore");
    }

    @Test
    void a_file_that_is_no_database_is_damaged_and_another_database_is_no_ledger() throws Exception {
        Files.createDirectory(home());
        Files.writeString(home().resolve("ledger.db"), "Lisbon ".repeat(2_000));
        assertLevel(inspect(), "ledger", CheckLevel.PROBLEM, "SQLITE_NOTADB");
        Files.write(home().resolve("ledger.db"), new byte[0]);
        assertLevel(inspect(), "schema", CheckLevel.PROBLEM, "contains no ledger");
        sql("CREATE TABLE other (id INTEGER)");
        assertLevel(inspect(), "schema", CheckLevel.PROBLEM, "contains no ledger");
    }

    @Test
    void a_page_of_noise_is_found() throws IOException {
        fill(40);
        try (RandomAccessFile file =
                new RandomAccessFile(home().resolve("ledger.db").toFile(), "rw")) {
            byte[] noise = new byte[PAGE];
            Arrays.fill(noise, (byte) 0x5A);
            // Pages of a B-tree; the first holds the schema.
            for (int page = 2; page < file.length() / PAGE; page += 3) {
                file.seek((long) page * PAGE);
                file.write(noise);
            }
        }
        assertLevel(inspect(), "ledger", CheckLevel.PROBLEM, "is damaged");
    }

    @Test
    void a_table_that_disagrees_with_its_index_is_found_by_the_thorough_check_only() throws Exception {
        fill(3);
        sql("CREATE TABLE spare (name TEXT)");
        sql("CREATE INDEX spare_by_name ON spare (name)");
        sql("INSERT INTO spare VALUES ('a')");
        // SQLite documents this way to provoke damage: while it is declared as partial, the index is not updated.
        declareIndex("CREATE INDEX spare_by_name ON spare (name) WHERE name IS NULL");
        sql("UPDATE spare SET name = 'b'");
        declareIndex("CREATE INDEX spare_by_name ON spare (name)");
        assertLevel(inspect(), "ledger", CheckLevel.OK, "structure");
        assertLevel(inspect(builder(), InspectionDepth.THOROUGH), "ledger", CheckLevel.PROBLEM, "spare_by_name");
    }

    private void declareIndex(String declaration) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home().resolve("ledger.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA writable_schema = ON");
            statement.execute("UPDATE sqlite_master SET sql = '" + declaration + "' WHERE name = 'spare_by_name'");
        }
    }

    @Test
    void rows_that_refer_to_missing_ones_are_found() throws Exception {
        fill(3);
        sql("DELETE FROM conversation");
        assertLevel(inspect(), "references", CheckLevel.PROBLEM, "in the table turn");
    }

    @Test
    void a_schema_of_another_version_is_told() throws Exception {
        fill(1);
        sql("INSERT INTO memoir_schema_history SELECT installed_rank + 100, '999', description, type, script, checksum,"
                + " installed_by, installed_on, execution_time, success FROM memoir_schema_history"
                + " WHERE version = '17'");
        InspectionReport report = inspect();
        assertLevel(report, "schema", CheckLevel.PROBLEM, "version 999", "at least as new");
        assertThat(report.result("size")).isEmpty();
        sql("DELETE FROM memoir_schema_history WHERE version IN ('999', '17')");
        report = inspect();
        assertLevel(report, "schema", CheckLevel.WARNING, "version 15", "backup");
        assertThat(report.level()).isEqualTo(CheckLevel.WARNING);
    }

    @Test
    void a_deleted_index_is_rebuilt_when_the_memory_is_opened() throws IOException {
        fill(2);
        delete(home().resolve("index"));
        assertLevel(inspect(), "index", CheckLevel.WARNING, "There is no index", "rebuilt from the ledger");
        builder().open().close();
        assertThat(inspect().level()).isEqualTo(CheckLevel.OK);
    }

    @Test
    void a_damaged_index_is_told_apart_from_an_unreadable_one() throws IOException {
        fill(2);
        List<Path> data;
        try (Stream<Path> files = Files.list(home().resolve("index"))) {
            data = files.filter(file -> file.toString().endsWith(".cfs")).toList();
        }
        try (FileChannel file = FileChannel.open(data.get(0), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), file.size() / 2);
        }
        assertLevel(inspect(), "index", CheckLevel.PROBLEM, "checksum", "delete this folder");
        for (Path file : data) {
            Files.write(file, new byte[10]);
        }
        assertLevel(inspect(), "index", CheckLevel.WARNING, "cannot be read", "rebuilt");
    }

    @Test
    void an_index_of_another_embedder_is_told_with_what_a_change_costs() {
        fill(4);
        InspectionReport report = inspect(builder().embedder(new WordEmbedder("other")), InspectionDepth.QUICK);
        assertLevel(report, "index-embedder", CheckLevel.WARNING, "vectors of words", "other", "about 4 items");
    }

    @Test
    void an_embedder_whose_vectors_have_another_length_under_the_same_id_is_a_problem() {
        fill(1);
        Embedder longer = new Embedder() {
            @Override
            public String id() {
                return "words";
            }

            @Override
            public int dimension() {
                return 65;
            }

            @Override
            public List<float[]> embed(List<String> texts) {
                return texts.stream()
                        .map(text -> new float[65])
                        .peek(v -> v[0] = 1)
                        .toList();
            }
        };
        assertLevel(
                inspect(builder().embedder(longer), InspectionDepth.QUICK),
                "index-embedder",
                CheckLevel.PROBLEM,
                "64 dimensions",
                "returns 65");
    }

    @Test
    void an_embedder_that_fails_is_a_problem_and_the_rest_is_checked() {
        fill(1);
        WordEmbedder failing = new WordEmbedder();
        failing.failing(true);
        InspectionReport report = inspect(builder().embedder(failing), InspectionDepth.QUICK);
        assertLevel(report, "embedder", CheckLevel.PROBLEM, "does not work");
        assertLevel(report, "index", CheckLevel.OK, "checksums");
        assertThat(report.result("index-embedder")).isEmpty();
    }

    @Test
    void an_index_that_is_ahead_or_of_another_ledger_is_told() throws Exception {
        fill(2);
        Path backup = folder.resolve("backup.db");
        Files.copy(home().resolve("ledger.db"), backup);
        fill(2);
        Files.copy(backup, home().resolve("ledger.db"), StandardCopyOption.REPLACE_EXISTING);
        assertLevel(inspect(), "index-lag", CheckLevel.WARNING, "2 changes ahead");
        sql("UPDATE ledger SET id = 'another'");
        assertLevel(inspect(), "index-lag", CheckLevel.WARNING, "another ledger");
    }

    @Test
    void a_restored_index_lacks_what_was_added_since() throws Exception {
        fill(2);
        Path older = folder.resolve("index");
        Files.createDirectory(older);
        try (Stream<Path> files = Files.list(home().resolve("index"))) {
            for (Path file : files.toList()) {
                Files.copy(file, older.resolve(file.getFileName()));
            }
        }
        fill(3);
        delete(home().resolve("index"));
        Files.move(older, home().resolve("index"));
        assertLevel(inspect(), "index-lag", CheckLevel.OK, "3 changes", "applied when the memory is opened");
        assertThat(result(inspect(), "index-lag").figures()).containsEntry("lag", 3L);
    }

    @Test
    void parked_turns_and_long_waiting_ones_are_counted_with_their_age() {
        FactExtractor rejecting = new FactExtractor() {
            @Override
            public String id() {
                return "rejecting";
            }

            @Override
            public ExtractionResult extract(ExtractionRequest request) {
                throw new PromptRejectedException(PromptRejectedException.Reason.CONTENT_FILTER, "rejected", null);
            }
        };
        LearningSettings quick = LearningSettings.builder().idle(Duration.ZERO).build();
        try (LongTermMemory memory =
                builder().extractor(rejecting).learning(quick).open()) {
            memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon."));
            assertThat(memory.learning().flush(Duration.ofSeconds(20))).isTrue();
        }
        clock.advance(Duration.ofDays(3));
        InspectionReport report = inspect();
        assertLevel(report, "parked", CheckLevel.WARNING, "1 turn", "3 days", "retryParked");
        assertThat(result(report, "parked").figures())
                .containsEntry("turns", 1L)
                .containsEntry("ageSeconds", Duration.ofDays(3).toSeconds());

        try (LongTermMemory open = builder().open()) {
            open.add(ZOE, Turn.user("She keeps bees."));
            clock.advance(Duration.ofHours(25));
            InspectionReport live = builder().inspect(InspectionDepth.QUICK);
            assertLevel(live, "pending", CheckLevel.WARNING, "1 turn awaits", "25 hours", "log of the application");
        }
        assertLevel(inspect(), "pending", CheckLevel.OK, "when it opens the memory");
    }

    @Test
    void tokens_are_compared_with_the_budget() throws Exception {
        fill(1);
        long day = clock.instant().atZone(ZoneOffset.UTC).toLocalDate().toEpochDay();
        sql("INSERT INTO spending (user_id, day, tokens) VALUES ('zoe', " + day + ", 950), ('tom', " + day + ", 10),"
                + " ('zoe', " + (day - 1) + ", 5000)");
        assertThat(result(inspect(), "tokens").figures()).containsEntry("tokens", 960L);
        LearningSettings budget = LearningSettings.builder().dailyTokens(1_000).build();
        assertLevel(
                inspect(builder().learning(budget), InspectionDepth.QUICK),
                "tokens",
                CheckLevel.WARNING,
                "950 of its 1,000");
    }

    @Test
    void a_forget_that_was_interrupted_is_told() throws Exception {
        fill(1);
        sql("UPDATE ledger SET unscrubbed = TRUE");
        assertLevel(inspect(), "forgotten", CheckLevel.WARNING, "Open the memory");
    }

    @Test
    void a_memory_that_another_process_has_open_is_inspected_without_a_change_and_stays_locked() throws Exception {
        KillableProcess holder = KillableProcess.start(folder, IdleProcess.class, home().toString());
        try (var lines = holder.lines()) {
            assertThat(lines.readLine()).isEqualTo("open");
            assertThat(home().resolve("ledger.db-wal")).isNotEmptyFile();
            InspectionReport report = inspect();
            assertThat(report.level()).as(report.toString()).isEqualTo(CheckLevel.OK);
            assertThat(result(report, "lock").figures()).containsEntry("locked", 1L);
            assertThat(result(report, "size").figures())
                    .as("what is only in the log")
                    .containsEntry("turns", 5L);
            assertThatExceptionOfType(DirectoryInUseException.class)
                    .isThrownBy(() -> builder().open());
        } finally {
            holder.kill();
        }
        InspectionReport killed = inspect();
        assertThat(result(killed, "size").figures())
                .as("in the log of a killed process")
                .containsEntry("turns", 5L);
        assertThat(result(killed, "lock").figures()).containsEntry("locked", 0L);

        Files.delete(home().resolve("ledger.db-shm"));
        assertThat(result(inspect(), "size").figures())
                .as("in a log whose index is missing, as in a backup")
                .containsEntry("turns", 5L);
        assertThat(home().resolve("ledger.db-shm")).doesNotExist();
    }

    @Test
    void a_memory_of_this_process_stays_locked_for_others_when_it_is_inspected_or_opened_again() throws Exception {
        try (LongTermMemory open = builder().open()) {
            open.add(ZOE, Turn.user("She keeps bees."));
            InspectionReport report = builder().inspect(InspectionDepth.QUICK);
            assertThat(result(report, "lock").figures()).containsEntry("locked", 1L);
            assertThat(result(report, "size").figures()).containsEntry("turns", 1L);
            assertThatExceptionOfType(DirectoryInUseException.class)
                    .isThrownBy(() -> builder().open());
            KillableProcess other = KillableProcess.start(folder, LockProbe.class, home().toString());
            try (var lines = other.lines()) {
                assertThat(lines.readLine()).isEqualTo("held");
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
