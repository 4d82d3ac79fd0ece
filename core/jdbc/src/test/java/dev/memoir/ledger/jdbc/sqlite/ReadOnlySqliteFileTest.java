// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadOnlySqliteFileTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void create() throws SQLException {
        file = folder.resolve("what? a#%20name.db");
        write("PRAGMA journal_mode = WAL");
        write("CREATE TABLE item (id INTEGER)");
    }

    private void write(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
    }

    @Test
    void it_is_read_where_it_is_and_cannot_be_written() throws Exception {
        try (ReadOnlySqliteFile opened = ReadOnlySqliteFile.open(file);
                Statement statement = opened.connection().createStatement();
                Stream<Path> files = Files.list(folder)) {
            assertThat(statement.executeQuery("SELECT COUNT(*) FROM item").getInt(1))
                    .isZero();
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> statement.execute("INSERT INTO item VALUES (1)"));
            assertThat(files).as("neither a log nor its index").containsExactly(file);
            assertThat(opened.bytes()).isEqualTo(Files.size(file));
            assertThat(opened.isDisturbed()).isFalse();
        }
    }

    @Test
    void a_process_that_opens_it_meanwhile_is_noticed() throws Exception {
        try (ReadOnlySqliteFile opened = ReadOnlySqliteFile.open(file)) {
            try (Connection other = connect();
                    Statement statement = other.createStatement()) {
                statement.execute("INSERT INTO item VALUES (1)");
                assertThat(opened.isDisturbed()).as("in the log").isTrue();
            }
            assertThat(opened.isDisturbed()).as("in the file").isTrue();
        }
    }
}
