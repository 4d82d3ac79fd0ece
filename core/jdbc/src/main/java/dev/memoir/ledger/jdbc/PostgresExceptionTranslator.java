package dev.memoir.ledger.jdbc;

import dev.memoir.MemoirException;
import dev.memoir.StorageException;
import dev.memoir.jdbc.PostgresServerFailure;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Describes failures of a PostgreSQL database and how to fix them. Messages name the schema but never its contents. */
final class PostgresExceptionTranslator {

    private final String name;

    PostgresExceptionTranslator(String name) {
        this.name = name;
    }

    /** {@return the failure as an exception of the ledger} Only the driver's exception is kept as the cause. */
    RuntimeException of(RuntimeException failure) {
        if (failure instanceof MemoirException) {
            return failure;
        }
        SQLException cause = PostgresServerFailure.cause(failure);
        return cause == null
                ? new StorageException("The ledger " + name + " failed: " + failure.getMessage(), failure)
                : new StorageException("The ledger " + name + " " + PostgresServerFailure.describe(cause), cause);
    }

    /** {@return the failure to free the space of forgotten rows, whose deletion is committed} */
    StorageException scrubbing(RuntimeException failure) {
        SQLException cause = PostgresServerFailure.cause(failure);
        return new StorageException(
                "The ledger " + name + " could not free the space of deleted rows (" + state(failure)
                        + "). The server frees it eventually; to free it now, forget again or VACUUM the"
                        + " tables.",
                cause == null ? failure : cause);
    }

    /** {@return the SQL state of a failure, or null if there is none} */
    static @Nullable String state(Throwable failure) {
        SQLException cause = PostgresServerFailure.cause(failure);
        return cause == null ? null : cause.getSQLState();
    }
}
