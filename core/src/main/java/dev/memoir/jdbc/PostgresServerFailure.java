package dev.memoir.jdbc;

import dev.memoir.concurrent.InterruptGuard;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what went wrong with a PostgreSQL server. Nothing of what is stored is quoted. */
public final class PostgresServerFailure {

    private static final Set<String> PERMANENT = Set.of("22", "28", "3D", "3F", "42");

    private PostgresServerFailure() {}

    /**
     * {@return what happened and how to mend it, as the end of a sentence that begins with what it happened to}
     *
     * @param failure the driver's
     */
    public static String told(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (isInterrupted(failure)) {
            return "was not reached: the thread was interrupted while it waited for a connection. Nothing was written by"
                    + " this call; it can be made again.";
        }
        if (failure instanceof SQLTransientConnectionException) {
            return "is busy or away: no connection was free in time. Nothing was written. Is the server up? If it is,"
                    + " a larger pool or fewer threads help.";
        }
        return switch (state) {
            case "3D000" -> "cannot be opened: the database is not there. Make it, or name another.";
            case "42501" ->
                "cannot be used: the user lacks a right. Nothing was written. Grant usage and creation on the schema,"
                        + " or make the schema and its tables as an owner.";
            case "25006" -> "cannot be written: the server is read-only, a replica perhaps. Name the primary.";
            case "53100" -> "has no space left. Nothing was written. Free some, then try again.";
            case "53300" -> "takes no more connections. Nothing was written. Use a smaller pool.";
            case "42P01", "3F000" ->
                "lacks a table: it was dropped while this ran. Nothing was written. Open the memory again.";
            default -> of(state);
        };
    }

    /**
     * {@return whether the server is not reached, as far as one can tell}
     *
     * @param failure the driver's
     */
    public static boolean isAway(SQLException failure) {
        return failure instanceof SQLTransientConnectionException
                || isInterrupted(failure)
                || isLost(String.valueOf(failure.getSQLState()));
    }

    /** Of a pool, without a state: what the server itself says has one. */
    private static boolean isInterrupted(SQLException failure) {
        return failure.getSQLState() == null && InterruptGuard.caused(failure);
    }

    /**
     * {@return whether the same would fail until somebody changes the schema, a right or the data: classes 22 (data), 28
     * (authorization), 3D and 3F (no such database or schema), 42 (no such table, no right)}
     *
     * @param failure the driver's
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
            return "lost its server. Whether the last write was done is not known: write it again with the same"
                    + " idempotency key. Is the server up?";
        }
        if (state.startsWith("28")) {
            return "is closed to this user: the server refuses the name or the password. Give it others.";
        }
        return "failed (" + (state.isEmpty() ? "no state" : state) + "). Nothing was written. The cause tells more.";
    }

    /**
     * {@return what the driver threw, or null if it threw nothing}
     *
     * @param failure what came of it
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
