// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import static dev.memoir.testing.contract.Batches.memories;
import static dev.memoir.testing.contract.Batches.turns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.memoir.IdGenerator;
import dev.memoir.InvalidInputException;
import dev.memoir.MemoryStats;
import dev.memoir.MemoryUpdate;
import dev.memoir.Scope;
import dev.memoir.StorageException;
import dev.memoir.UuidV7Generator;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.jdbc.sqlite.SqliteDialect;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The messages for a damaged, locked, full or forbidden database. */
class SqliteFailureMessagesTest {

    private static final Scope ZOE = Scope.user("zoe");
    private static final IdGenerator IDS = new UuidV7Generator(Clock.systemUTC());

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("ledger.db");
    }

    private AbstractThrowableAssert<?, ?> opening(Path file) {
        return assertThatThrownBy(() -> JdbcLedger.sqlite(file, IDS).close())
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(file.getFileName().toString());
    }

    @Test
    void a_missing_directory_is_reported() {
        opening(directory.resolve("missing").resolve("ledger.db")).hasMessageContaining("directory must exist");
    }

    @Test
    void a_directory_in_place_of_the_file_is_reported() throws IOException {
        Files.createDirectory(file());
        opening(file()).hasMessageContaining("cannot be opened");
    }

    @Test
    void a_file_that_is_not_a_database_is_reported_and_left_alone() throws IOException {
        String letter = "Dear Zoë, ".repeat(1000);
        Files.writeString(file(), letter);
        opening(file()).hasMessageContaining("not a SQLite database");
        assertThat(file()).hasContent(letter);
    }

    @Test
    void a_damaged_database_is_reported() throws IOException {
        try (Ledger ledger = JdbcLedger.sqlite(file(), IDS)) {
            ledger.items().add(turns(ZOE, "main", "x".repeat(100_000)));
        }
        byte[] bytes = Files.readAllBytes(file());
        Arrays.fill(bytes, 100, bytes.length, (byte) 0x5A);
        Files.write(file(), bytes);
        opening(file()).hasMessageContaining("damaged");
    }

    @Test
    void a_truncated_database_is_reported_as_damaged_when_it_is_read() throws IOException {
        try (Ledger ledger = JdbcLedger.sqlite(file(), IDS)) {
            ledger.items().add(turns(ZOE, "main", "x".repeat(300_000)));
        }
        byte[] bytes = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(bytes, bytes.length / 8192 * 4096));

        assertThatThrownBy(() -> {
                    try (Ledger ledger = JdbcLedger.sqlite(file(), IDS)) {
                        ledger.projection().changes(0, 10, "space");
                    }
                })
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void the_database_of_another_application_is_not_touched() throws SQLException {
        execute(file(), "CREATE TABLE customer (name TEXT)");
        assertThatThrownBy(() -> JdbcLedger.sqlite(file(), IDS))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("belongs to another application");
        execute(file(), "INSERT INTO customer VALUES ('still there')");
    }

    @Test
    void a_ledger_of_a_later_version_is_not_opened() throws SQLException {
        JdbcLedger.sqlite(file(), IDS).close();
        execute(
                file(),
                "INSERT INTO memoir_schema_history SELECT 99, '99', 'later', 'SQL', 'V99__later.sql', 1, installed_by,"
                        + " installed_on, 1, 1 FROM memoir_schema_history LIMIT 1");
        assertThatThrownBy(() -> JdbcLedger.sqlite(file(), IDS))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("later version");
    }

    @Test
    void a_full_disk_is_reported_nothing_is_written_and_work_continues_when_there_is_space() {
        LedgerDatabase store = LedgerDatabase.open(new SqliteDialect(file()), IDS);
        try (Ledger ledger = new JdbcLedger(store)) {
            ledger.items().add(turns(ZOE, "main", "before"));
            pages(store, 90);

            assertThatThrownBy(() -> ledger.items().add(turns(ZOE, "main", "small", "my-secret".repeat(100_000))))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("full")
                    .hasMessageContaining("Nothing was written")
                    .hasMessageNotContaining("my-secret");

            assertThat(ledger.items().stats(ZOE)).isEqualTo(new MemoryStats(1, 1, 0, 0, 0));
            ledger.items().add(turns(ZOE, "main", "fits"));
            pages(store, 1_000_000);
            ledger.items().add(turns(ZOE, "main", "x".repeat(900_000)));
            assertThat(ledger.items().stats(ZOE).turns()).isEqualTo(3);
        }
    }

    @Test
    void messages_do_not_quote_the_failed_statement() {
        LedgerDatabase store = LedgerDatabase.open(new SqliteDialect(file()), IDS);
        try (Ledger ledger = new JdbcLedger(store)) {
            String id =
                    ledger.items().add(memories(ZOE, "short")).memories().get(0).id();
            pages(store, 90);
            MemoryUpdate update = MemoryUpdate.text("my-secret".repeat(100_000));

            assertThatThrownBy(() -> ledger.items().update(ZOE, id, update, null, "space", "event", Instant.EPOCH))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("full")
                    .satisfies(failure -> {
                        StringWriter said = new StringWriter();
                        failure.printStackTrace(new PrintWriter(said));
                        assertThat(said.toString()).doesNotContain("my-secret");
                    });
        }
    }

    private static void pages(LedgerDatabase store, int most) {
        int granted = store.write(handle -> handle.createQuery("PRAGMA max_page_count = " + most)
                .mapTo(Integer.class)
                .one());
        assertThat(granted).isEqualTo(most);
    }

    @Test
    void a_read_only_file_is_reported() throws IOException {
        JdbcLedger.sqlite(file(), IDS).close();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("r--r--r--"));
        assumeFalse(Files.isWritable(file()), "this user may write read-only files");
        assertThatThrownBy(() -> {
                    try (Ledger ledger = JdbcLedger.sqlite(file(), IDS)) {
                        ledger.items().add(memories(ZOE, "x"));
                    }
                })
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("read-only");
    }

    @Test
    void a_read_only_directory_is_reported() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeFalse(Files.isWritable(directory), "this user may write read-only directories");
            opening(file()).hasMessageContaining("write access");
        } finally {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void every_sqlite_code_has_a_remedy() {
        FailureTranslator failures = new FailureTranslator(new SqliteDialect(Path.of("l.db")));
        assertThat(failures.of(wrapped(SQLiteErrorCode.SQLITE_READONLY_DIRECTORY)))
                .hasMessageContaining("read-only");
        assertThat(failures.of(wrapped(SQLiteErrorCode.SQLITE_IOERR_FSYNC))).hasMessageContaining("Check the disk");
        assertThat(failures.of(wrapped(SQLiteErrorCode.SQLITE_BUSY_SNAPSHOT))).hasMessageContaining("locked");
        assertThat(failures.of(wrapped(SQLiteErrorCode.SQLITE_CORRUPT_INDEX))).hasMessageContaining("damaged");
        assertThat(failures.of(wrapped(SQLiteErrorCode.SQLITE_MISUSE))).hasMessageContaining("SQLITE_MISUSE");
        assertThat(failures.of(wrapped(SQLiteErrorCode.UNKNOWN_ERROR))).hasMessageContaining("UNKNOWN_ERROR");
        assertThat(failures.of(new IllegalStateException("wrapped", failure(SQLiteErrorCode.SQLITE_FULL))))
                .hasMessageContaining("full");
        assertThat(failures.of(new IllegalStateException("a bug")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("a bug");
    }

    private static RuntimeException wrapped(SQLiteErrorCode code) {
        return new IllegalStateException("wrapped", failure(code));
    }

    private static SQLException failure(SQLiteErrorCode code) {
        return new SQLiteException("said by SQLite", code);
    }

    @Test
    void a_lock_of_another_process_is_reported_while_reading_continues() throws SQLException {
        try (Ledger ledger = JdbcLedger.sqlite(file(), Duration.ofMillis(20), IDS);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = other.createStatement()) {
            ledger.items().add(turns(ZOE, "main", "before"));
            statement.execute("BEGIN IMMEDIATE");

            assertThatThrownBy(() -> ledger.items().add(turns(ZOE, "main", "no")))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("locked");
            assertThat(ledger.items().stats(ZOE).turns()).isEqualTo(1);

            statement.execute("COMMIT");
            ledger.items().add(turns(ZOE, "main", "yes"));
            assertThat(ledger.items().stats(ZOE).turns()).isEqualTo(2);
        }
    }

    @Test
    void the_application_sets_the_lock_timeout() throws SQLException {
        try (Ledger ledger = JdbcLedger.sqlite(file(), Duration.ofMillis(20), IDS);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertTimeout(
                    Duration.ofSeconds(5),
                    () -> assertThatThrownBy(() -> ledger.items().add(turns(ZOE, "main", "no")))
                            .hasMessageContaining("locked"));
        }
        assertThatThrownBy(() -> JdbcLedger.sqlite(file(), Duration.ZERO, IDS))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("PT0S");
    }

    @Test
    void a_file_of_any_name_is_opened() throws IOException {
        Path odd = Files.createDirectory(directory.resolve("a?synchronous=OFF&b=c #d %20 ü;'\""))
                .resolve("l?.db");
        try (Ledger ledger = JdbcLedger.sqlite(odd, IDS)) {
            ledger.items().add(turns(ZOE, "main", "hello"));
        }
        assertThat(odd).isNotEmptyFile();
        try (Ledger ledger = JdbcLedger.sqlite(odd, IDS)) {
            assertThat(ledger.items().stats(ZOE).turns()).isEqualTo(1);
        }
    }

    private static void execute(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
