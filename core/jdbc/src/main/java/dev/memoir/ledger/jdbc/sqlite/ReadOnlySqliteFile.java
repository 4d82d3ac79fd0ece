// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc.sqlite;

import dev.memoir.NativeLibraryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A SQLite database that is read without changing a byte of its directory.
 *
 * <p>A database in WAL mode normally needs a log and an index of it ({@code -wal} and {@code -shm}) even to be read.
 *
 * <ul>
 *   <li>If there is neither, because it was closed properly, it is read as {@code immutable}.
 *   <li>If there are both, because a process has it open or was killed, it is read through that index, which is never
 *       written.
 *   <li>If there is only a log, or the index is not usable without writing it, database and log are copied to a
 *       temporary folder and read there.
 * </ul>
 *
 * Used by one thread at a time.
 */
public final class ReadOnlySqliteFile implements AutoCloseable {

    /** How long to wait for a lock of another process, such as a checkpoint. */
    private static final int BUSY_MILLIS = 5_000;

    private final Path file;
    private final State before;
    private final boolean immutable;
    private final @Nullable Path copy;
    private final Connection connection;

    /** When a file was changed last. */
    private record State(long size, @Nullable FileTime modified) {

        static State of(Path file) throws IOException {
            if (!Files.exists(file)) {
                return new State(0, null);
            }
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new State(attributes.size(), attributes.lastModifiedTime());
        }
    }

    private ReadOnlySqliteFile(Path file, State before, boolean immutable, @Nullable Path copy, Connection connection) {
        this.file = file;
        this.before = before;
        this.immutable = immutable;
        this.copy = copy;
        this.connection = connection;
    }

    /**
     * Opens a database for reading.
     *
     * @param file an existing file
     * @return the open database
     * @throws IOException if it has to be copied and cannot be
     * @throws SQLException if SQLite rejects the file
     * @throws NativeLibraryException if SQLite cannot be loaded on this machine
     */
    public static ReadOnlySqliteFile open(Path file) throws IOException, SQLException {
        SqliteLibrary.load();
        State before = State.of(file);
        boolean log = State.of(sibling(file, "-wal")).size() > 0;
        boolean shared = Files.exists(sibling(file, "-shm"));
        if (!shared && !log) {
            return new ReadOnlySqliteFile(file, before, true, null, connect(file, "immutable=1"));
        }
        if (shared) {
            Connection connection = null;
            try {
                connection = connect(file, "mode=ro&readonly_shm=1");
                probe(connection);
                return new ReadOnlySqliteFile(file, before, false, null, connection);
            } catch (SQLException e) {
                if (connection != null) {
                    connection.close();
                }
                // The index of the log has to be written before it can be used, or the database is damaged.
            }
        }
        return copied(file, before);
    }

    private static ReadOnlySqliteFile copied(Path file, State before) throws IOException, SQLException {
        Path folder = Files.createTempDirectory("memoir-inspection");
        try {
            for (String suffix : List.of("", "-wal")) {
                Path from = sibling(file, suffix);
                if (Files.exists(from)) {
                    Files.copy(from, folder.resolve("ledger.db" + suffix));
                }
            }
            return new ReadOnlySqliteFile(file, before, false, folder, connect(folder.resolve("ledger.db"), "mode=rw"));
        } catch (IOException | SQLException | RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    private static Connection connect(Path file, String mode) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(!mode.equals("mode=rw"));
        config.setBusyTimeout(BUSY_MILLIS);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath().toUri() + "?" + mode);
        return source.getConnection();
    }

    private static void probe(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT COUNT(*) FROM sqlite_master").close();
        }
    }

    /** {@return the connection, which is closed with this} */
    public Connection connection() {
        return connection;
    }

    /**
     * {@return whether the database was changed meanwhile, although no process had it open before; what was read may
     * then be inconsistent}
     *
     * @throws IOException if the file cannot be read
     */
    public boolean isDisturbed() throws IOException {
        return immutable
                && (!State.of(file).equals(before)
                        || State.of(sibling(file, "-wal")).size() > 0);
    }

    /**
     * {@return the bytes of the database and its log}
     *
     * @throws IOException if the files cannot be read
     */
    public long bytes() throws IOException {
        return State.of(file).size() + State.of(sibling(file, "-wal")).size();
    }

    private static Path sibling(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    @Override
    public void close() throws IOException, SQLException {
        try {
            connection.close();
        } finally {
            if (copy != null) {
                delete(copy);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        for (String name : List.of("ledger.db", "ledger.db-wal", "ledger.db-shm")) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.delete(folder);
    }
}
