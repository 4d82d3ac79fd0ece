// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.NativeLibraryException;
import dev.memoir.inspection.CheckResult;
import dev.memoir.inspection.InspectionDepth;
import dev.memoir.inspection.LedgerInspection;
import dev.memoir.inspection.LedgerState;
import dev.memoir.jdbc.SchemaVersion;
import dev.memoir.ledger.jdbc.sqlite.ReadOnlySqliteFile;
import dev.memoir.ledger.jdbc.sqlite.SqliteDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/** Inspects the ledger in a SQLite file without writing a byte. For one inspection. */
final class SqliteInspector {

    /** One is enough to know that the file is damaged; a few show how much. */
    private static final int MAX_ERRORS = 5;

    private static final String RESTORE = "Close the application, keep a copy of the directory, and restore the ledger"
            + " from a backup; the index is rebuilt from it. Without a backup, the command .recover of the sqlite3"
            + " shell saves what is readable. Check the disk.";

    private final Path file;
    private final InspectionDepth depth;
    private final Instant now;
    private final SqliteDialect dialect;
    private final List<CheckResult> results = new ArrayList<>();

    SqliteInspector(Path file, InspectionDepth depth, Instant now) {
        this.file = file;
        this.depth = depth;
        this.now = now;
        dialect = new SqliteDialect(file);
    }

    LedgerInspection inspect() {
        LedgerState state = null;
        if (!Files.exists(file)) {
            results.add(CheckResult.problem(
                    "ledger",
                    "There is no memory in the directory: it contains no " + file.getFileName() + ".",
                    "Check the path. An application creates the ledger when it opens the memory; if there was one,"
                            + " restore it from a backup."));
        } else if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            results.add(CheckResult.problem(
                    "ledger",
                    "The user " + System.getProperty("user.name") + " cannot read the ledger " + file + ".",
                    "Run this as the user of the application, or grant access to the file."));
        } else {
            state = read();
        }
        return new LedgerInspection(results, Optional.ofNullable(state));
    }

    private @Nullable LedgerState read() {
        try (ReadOnlySqliteFile opened = ReadOnlySqliteFile.open(file)) {
            LedgerState state = read(opened);
            if (opened.isDisturbed()) {
                results.clear();
                results.add(CheckResult.warning(
                        "ledger",
                        "An application opened the ledger while it was checked.",
                        "Run the check again: it then reads a consistent state."));
                return null;
            }
            return state;
        } catch (NativeLibraryException e) {
            results.add(CheckResult.problem(
                    "sqlite",
                    String.valueOf(e.getMessage()),
                    "Without SQLite no memory in a directory can be opened."));
        } catch (SQLException | JdbiException e) {
            results.add(damaged(code(e)));
        } catch (IOException e) {
            results.add(CheckResult.problem(
                    "ledger",
                    "The ledger " + file + " cannot be read (" + e + ").",
                    "Check its disk, and the free space of the temporary folder: a ledger whose application was killed"
                            + " may have to be copied there to be read."));
        }
        return null;
    }

    private @Nullable LedgerState read(ReadOnlySqliteFile opened) throws SQLException, IOException {
        Connection connection = opened.connection();
        try (Statement statement = connection.createStatement()) {
            // One snapshot, while an application may be writing.
            statement.execute("BEGIN");
            SchemaVersion schema = schema(connection);
            boolean sound = integrity(statement);
            if (schema == null) {
                return null;
            }
            results.add(SchemaCheck.of(schema));
            if (!sound || schema.isNewer() || schema.isOlder()) {
                return null;
            }
            references(statement);
            return LedgerStateQueries.read(connection, dialect, now, opened.bytes());
        }
    }

    /** {@return the version, or null if the file is a database of something else} */
    private @Nullable SchemaVersion schema(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet table = statement.executeQuery(
                        "SELECT COUNT(*) FROM sqlite_master WHERE name = 'memoir_schema_history'")) {
            if (table.getInt(1) == 1) {
                return dialect.schemaVersion(connection);
            }
        }
        results.add(CheckResult.problem(
                "schema",
                "The file " + file + " contains no ledger of Memoir.",
                "Check the path. If an application was killed when it created the ledger, open the memory again."));
        return null;
    }

    private boolean integrity(Statement statement) throws SQLException {
        boolean thorough = depth == InspectionDepth.THOROUGH;
        List<String> errors = new ArrayList<>();
        String pragma = (thorough ? "integrity_check(" : "quick_check(") + MAX_ERRORS + ")";
        try (ResultSet row = statement.executeQuery("PRAGMA " + pragma)) {
            while (row.next()) {
                errors.add(row.getString(1).strip().replaceAll("\\s+", " "));
            }
        }
        if (errors.equals(List.of("ok"))) {
            results.add(CheckResult.ok(
                    "ledger",
                    thorough
                            ? "The ledger is readable, and its tables and indexes agree."
                            : "The ledger is readable, and its structure is intact."));
            return true;
        }
        results.add(CheckResult.problem(
                        "ledger", "The ledger " + file + " is damaged: " + String.join("; ", errors) + ".", RESTORE)
                .with("errors", errors.size()));
        return false;
    }

    private void references(Statement statement) throws SQLException {
        long broken = 0;
        String table = "";
        try (ResultSet row = statement.executeQuery("PRAGMA foreign_key_check")) {
            while (row.next()) {
                broken++;
                table = row.getString("table");
            }
        }
        results.add(
                broken == 0
                        ? CheckResult.ok("references", "Every row refers to existing ones.")
                        : CheckResult.problem(
                                        "references",
                                        broken + " rows refer to missing ones, such as in the table " + table
                                                + ". The file was edited by another program.",
                                        "Restore the ledger from a backup, or export what is left with memoir export"
                                                + " and import it into a new directory.")
                                .with("rows", broken));
    }

    private CheckResult damaged(String code) {
        return CheckResult.problem(
                "ledger", "The file " + file + " is damaged or not a SQLite database (" + code + ").", RESTORE);
    }

    /** SQLite's messages may quote values; its result codes do not. */
    private static String code(Exception failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLiteException sqlite) {
                return sqlite.getResultCode().name();
            }
        }
        return failure.getClass().getSimpleName();
    }
}
