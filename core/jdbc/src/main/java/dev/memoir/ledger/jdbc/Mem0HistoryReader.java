// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.InvalidInputException;
import dev.memoir.StorageException;
import dev.memoir.maintenance.Mem0Export;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Reads the history that mem0 stores in a SQLite file ({@code history.db}), for an import. */
public final class Mem0HistoryReader {

    private Mem0HistoryReader() {}

    /**
     * {@return the steps of a history, in the order in which they were recorded}
     *
     * @param file mem0's SQLite file, opened read-only
     * @throws InvalidInputException if there is no such file
     * @throws StorageException if it cannot be read, or has no table {@code history}
     */
    public static List<Mem0Export.Step> read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException("There is no history in " + file + ". Give the path of mem0's history.db.");
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM history ORDER BY rowid")) {
            List<Mem0Export.Step> steps = new ArrayList<>();
            while (row.next()) {
                Instant updated = Mem0Export.time(row.getString("updated_at"));
                steps.add(new Mem0Export.Step(
                        row.getString("id"),
                        row.getString("memory_id"),
                        row.getString("old_memory"),
                        row.getString("new_memory"),
                        row.getString("event"),
                        updated == null ? Mem0Export.time(row.getString("created_at")) : updated,
                        actor(row)));
            }
            return steps;
        } catch (SQLException e) {
            throw new StorageException(
                    "The history in " + file + " cannot be read: it is not a SQLite file of mem0 with a table history.",
                    e);
        }
    }

    /** Older files do not have this column. */
    private static @Nullable String actor(ResultSet row) throws SQLException {
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            if (row.getMetaData().getColumnName(column).equals("actor_id")) {
                return row.getString(column);
            }
        }
        return null;
    }
}
