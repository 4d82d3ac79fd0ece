package dev.memoir.ledger.jdbc;

import dev.memoir.MemoirException;
import dev.memoir.StorageException;
import dev.memoir.internal.concurrent.InterruptGuard;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Describes failures of a SQLite database and how to fix them. Messages name the file but never its contents. */
final class SqliteExceptionTranslator {

    /** SQLite's extended result codes carry the plain one in their low byte. */
    private static final int PLAIN_CODE = 0xFF;

    private final Path file;

    SqliteExceptionTranslator(Path file) {
        this.file = file;
    }

    /**
     * {@return the failure as an exception of the ledger}
     *
     * <p>Only the driver's exception is kept as the cause: exceptions around it may quote the parameters of a
     * statement.
     */
    RuntimeException of(RuntimeException failure) {
        if (failure instanceof MemoirException) {
            return failure;
        }
        SQLException cause = sqlCause(failure);
        return cause == null
                ? new StorageException("The ledger " + file + " failed: " + failure.getMessage(), failure)
                : of(cause);
    }

    /** {@return the failure to rewrite the file after a forget, which is committed} */
    StorageException scrubbing(RuntimeException failure) {
        SQLException cause = sqlCause(failure);
        String why = cause instanceof SQLiteException sqlite
                ? plain(sqlite.getResultCode()).name()
                : failure.getClass().getSimpleName();
        return new StorageException(
                "SQLite could not rewrite the ledger " + file + " (" + why
                        + "). That requires as much free disk space as the"
                        + " ledger occupies, and that no other process locks it. Ensure both, then forget again"
                        + " or reopen the ledger.",
                cause == null ? failure : cause);
    }

    StorageException of(SQLException failure) {
        return new StorageException(message(failure), failure);
    }

    private String message(SQLException failure) {
        if (failure instanceof SQLiteException sqlite) {
            return message(sqlite.getResultCode());
        }
        if (InterruptGuard.caused(failure)) {
            return "The thread was interrupted while it waited for the ledger " + file
                    + ". This call wrote nothing and can be repeated.";
        }
        if (failure instanceof SQLTransientConnectionException) {
            return "The ledger " + file + " is busy: no connection was free in time. Nothing was written. Try again; if"
                    + " it persists, use fewer threads or smaller writes.";
        }
        return "The ledger " + file + " failed. Nothing was written. See the cause.";
    }

    private String message(SQLiteErrorCode code) {
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

    private static @Nullable SQLException sqlCause(Throwable failure) {
        SQLException found = null;
        int depth = 0;
        for (Throwable t = failure; t != null && depth < 20; t = t.getCause(), depth++) {
            if (t instanceof SQLException sql && !(found instanceof SQLiteException)) {
                found = sql;
            }
        }
        return found;
    }
}
