package dev.memoir.ledger.jdbc;

import dev.memoir.MemoirException;
import dev.memoir.StorageException;
import dev.memoir.jdbc.PostgresServerFailure;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Says what happened to a PostgreSQL database and how to mend it. Messages name the schema, never what is in it. */
final class PostgresExceptionTranslator {

    private final String name;

    PostgresExceptionTranslator(String name) {
        this.name = name;
    }

    /** {@return the failure as the ledger's callers know it} Only the driver's exception is kept as the cause. */
    RuntimeException of(RuntimeException failure) {
        if (failure instanceof MemoirException) {
            return failure;
        }
        SQLException cause = PostgresServerFailure.cause(failure);
        return cause == null
                ? new StorageException("The ledger " + name + " failed: " + failure.getMessage(), failure)
                : new StorageException("The ledger " + name + " " + PostgresServerFailure.told(cause), cause);
    }

    /** {@return a failure to free the space of what was forgotten, which is committed} */
    StorageException scrubbing(RuntimeException failure) {
        SQLException cause = PostgresServerFailure.cause(failure);
        return new StorageException(
                "The ledger " + name + " could not free the space of deleted rows (" + state(failure)
                        + "). The server does so by itself in time; forget again, or VACUUM the tables, to have it done"
                        + " now.",
                cause == null ? failure : cause);
    }

    /** {@return the state that the server gave a failure, null if it gave none} */
    static @Nullable String state(Throwable failure) {
        SQLException cause = PostgresServerFailure.cause(failure);
        return cause == null ? null : cause.getSQLState();
    }
}
