package dev.memoir.ledger.jdbc;

import dev.memoir.MemoirException;
import dev.memoir.StorageException;
import dev.memoir.concurrent.InterruptGuard;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says what happened to a SQLite database and how to mend it. Messages name the file, never what is in it. */
final class SqliteExceptionTranslator {

    /** SQLite's extended result codes carry the plain one in their low byte. */
    private static final int PLAIN_CODE = 0xFF;

    private final Path file;

    SqliteExceptionTranslator(Path file) {
        this.file = file;
    }

    /**
     * {@return the failure as the ledger's callers know it}
     *
     * <p>Only the driver's exception is kept as the cause: those around it may quote the parameters of a statement.
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

    /** {@return a failure to rewrite the file after a forget, which is committed} */
    StorageException scrubbing(RuntimeException failure) {
        SQLException cause = sqlCause(failure);
        String why = cause instanceof SQLiteException sqlite
                ? plain(sqlite.getResultCode()).name()
                : failure.getClass().getSimpleName();
        return new StorageException(
                "SQLite could not write the ledger " + file + " anew (" + why + "). That takes as much free disk as the"
                        + " ledger has, and a moment in which no other process holds it. See to both, then forget again"
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
                    + ". Nothing was written by this call; it can be made again.";
        }
        if (failure instanceof SQLTransientConnectionException) {
            return "The ledger " + file + " is busy: no connection was free in time. Nothing was written. Try again;"
                    + " if it lasts, fewer threads or smaller writes help.";
        }
        return "The ledger " + file + " failed. Nothing was written. The cause tells more.";
    }

    private String message(SQLiteErrorCode code) {
        return switch (plain(code)) {
            case SQLITE_FULL ->
                "The disk that holds the ledger " + file
                        + " is full. Nothing was written. Free some space, then try again.";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH ->
                "The ledger " + file
                        + " cannot be written: the file or its directory is read-only. Give this process the right to"
                        + " write both.";
            case SQLITE_CANTOPEN ->
                "The ledger " + file
                        + " cannot be opened. Its directory must exist, and this process must have the right to write"
                        + " it.";
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                "The ledger " + file
                        + " is damaged, or is no SQLite database. Move it away and restore it from a backup; the index"
                        + " is rebuilt from it.";
            case SQLITE_BUSY, SQLITE_LOCKED ->
                "The ledger " + file + " is locked by another process. Nothing was written. Close what holds it (a"
                        + " backup, a database browser), then try again.";
            case SQLITE_IOERR ->
                "The ledger " + file
                        + " cannot be read or written: the disk reports an error. Nothing was written. Check the disk.";
            default ->
                "The ledger " + file + " failed (" + code.name() + "). Nothing was written. The cause tells more.";
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
