// SPDX-License-Identifier: Apache-2.0
package dev.memoir.jdbc;

import dev.memoir.internal.concurrent.InterruptGuard;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Classifies and describes failures of a PostgreSQL server. Descriptions never quote stored data. */
public final class PostgresServerFailure {

    private static final Set<String> PERMANENT = Set.of("22", "28", "3D", "3F", "42");

    private PostgresServerFailure() {}

    /**
     * {@return what happened and how to fix it, as the end of a sentence that begins with the affected object}
     *
     * @param failure the driver's exception
     */
    public static String describe(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (isInterrupted(failure)) {
            return "was not reached: the thread was interrupted while it waited for a connection. This call wrote"
                    + " nothing and can be repeated.";
        }
        if (failure instanceof SQLTransientConnectionException) {
            return "is busy or unreachable: no connection was free in time. Nothing was written. Check that the server"
                    + " is up; if it is, use a larger pool or fewer threads.";
        }
        return switch (state) {
            case "3D000" -> "cannot be opened: the database does not exist. Create it, or configure another.";
            case "42501" ->
                "cannot be used: the user lacks a privilege. Nothing was written. Grant USAGE and CREATE on the schema,"
                        + " or create the schema and its tables as an owner.";
            case "25006" -> "cannot be written: the server is read-only, possibly a replica. Connect to the primary.";
            case "53100" -> "has no disk space left. Nothing was written. Free some space, then try again.";
            case "53300" -> "accepts no more connections. Nothing was written. Use a smaller pool.";
            case "42P01", "3F000" ->
                "lacks a table that was dropped while the memory was open. Nothing was written. Open the memory again.";
            default -> of(state);
        };
    }

    /**
     * {@return what happened to a read-only check, as the end of a sentence that begins with the affected object}
     *
     * @param failure the driver's exception
     */
    public static String diagnose(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        if (state.startsWith("28")) {
            return "rejects this user or its password.";
        }
        if (isUnavailable(failure)) {
            return "is not reachable.";
        }
        return switch (state) {
            case "3D000" -> "cannot be opened: the database does not exist.";
            case "42501" -> "cannot be read: the user lacks a privilege.";
            case "53300" -> "accepts no more connections.";
            default -> "cannot be read (SQL state " + state + ").";
        };
    }

    /**
     * {@return whether the server is unreachable, as far as the exception shows}
     *
     * @param failure the driver's exception
     */
    public static boolean isUnavailable(SQLException failure) {
        return failure instanceof SQLTransientConnectionException
                || isInterrupted(failure)
                || isLost(String.valueOf(failure.getSQLState()));
    }

    /** An exception of the pool, which has no SQL state; those of the server have one. */
    private static boolean isInterrupted(SQLException failure) {
        return failure.getSQLState() == null && InterruptGuard.caused(failure);
    }

    /**
     * {@return whether a repeated call would fail too} It does until the schema, a privilege or the data changes:
     * classes 22 (data), 28 (authorization), 3D and 3F (no such database or schema), 42 (no such table, no privilege).
     *
     * @param failure the driver's exception
     */
    public static boolean isPermanent(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return PERMANENT.stream().anyMatch(state::startsWith);
    }

    private static boolean isLost(String state) {
        return state.startsWith("08") || state.startsWith("57P");
    }

    private static String of(String state) {
        if (isLost(state)) {
            return "lost its server. Whether the last write was committed is unknown: repeat it with the same"
                    + " idempotency key. Check that the server is up.";
        }
        if (state.startsWith("28")) {
            return "rejects this user: the server does not accept the name or the password. Check both.";
        }
        return "failed (" + (state.isEmpty() ? "no state" : state) + "). Nothing was written. See the cause.";
    }

    /**
     * {@return the innermost driver exception, or null if there is none}
     *
     * @param failure the exception to search
     */
    public static @Nullable SQLException cause(Throwable failure) {
        SQLException found = null;
        int depth = 0;
        for (Throwable t = failure; t != null && depth < 20; t = t.getCause(), depth++) {
            if (t instanceof SQLException sql) {
                found = sql;
            }
        }
        return found;
    }
}
