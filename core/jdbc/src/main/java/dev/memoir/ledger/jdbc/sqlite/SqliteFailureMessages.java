// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Describes failures of a SQLite database and how to fix them. Messages name the file but never its contents. */
final class SqliteFailureMessages {

    /** SQLite's extended result codes carry the plain one in their low byte. */
    private static final int PLAIN_CODE = 0xFF;

    private final Path file;

    SqliteFailureMessages(Path file) {
        this.file = file;
    }

    String describeScrub(SQLException failure) {
        String why = failure instanceof SQLiteException sqlite
                ? plain(sqlite.getResultCode()).name()
                : failure.getClass().getSimpleName();
        return "SQLite could not rewrite the ledger " + file + " (" + why
                + "). That requires as much free disk space as the ledger occupies, and that no other process locks"
                + " it. Ensure both, then forget again or reopen the ledger.";
    }

    String describe(SQLException failure) {
        if (failure instanceof SQLiteException sqlite) {
            return describe(sqlite.getResultCode());
        }
        if (failure instanceof SQLTransientConnectionException) {
            return "The ledger " + file + " is busy: no connection was free in time. Nothing was written. Try again; if"
                    + " it persists, use fewer threads or smaller writes.";
        }
        return "The ledger " + file + " failed. Nothing was written. See the cause.";
    }

    private String describe(SQLiteErrorCode code) {
        return switch (plain(code)) {
            case SQLITE_FULL ->
                "The disk that holds the ledger " + file
                        + " is full. Nothing was written. Free some space, then try again.";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH ->
                "The ledger " + file
                        + " cannot be written: the file or its directory is read-only. Grant this process write access"
                        + " to both.";
            case SQLITE_CANTOPEN ->
                "The ledger " + file
                        + " cannot be opened. Its directory must exist, and this process must have write access to"
                        + " it.";
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                "The ledger " + file
                        + " is damaged or not a SQLite database. Move it away and restore it from a backup; the index"
                        + " is rebuilt from it.";
            case SQLITE_BUSY, SQLITE_LOCKED ->
                "The ledger " + file + " is locked by another process. Nothing was written. Close what locks it (a"
                        + " backup, a database browser), then try again.";
            case SQLITE_IOERR ->
                "The ledger " + file
                        + " cannot be read or written: the disk reports an error. Nothing was written. Check the disk.";
            default -> "The ledger " + file + " failed (" + code.name() + "). Nothing was written. See the cause.";
        };
    }

    private static SQLiteErrorCode plain(SQLiteErrorCode code) {
        return code.code < 0 ? code : SQLiteErrorCode.getErrorCode(code.code & PLAIN_CODE);
    }
}
