// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.MemoirException;
import dev.memoir.StorageException;
import dev.memoir.internal.concurrent.InterruptGuard;
import dev.memoir.ledger.jdbc.dialect.LedgerDialect;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the driver and the libraries around it throw into exceptions of the ledger, in the dialect's words.
 *
 * @param dialect describes failures of its database
 */
record FailureTranslator(LedgerDialect dialect) {

    private static final int LONGEST_CHAIN = 20;

    /**
     * {@return the failure as an exception of the ledger}
     *
     * <p>Only the driver's exception is kept as the cause: exceptions around it may quote the parameters of a
     * statement, which are people's words.
     */
    RuntimeException of(RuntimeException failure) {
        if (failure instanceof MemoirException) {
            return failure;
        }
        SQLException cause = cause(failure);
        if (cause == null) {
            return new StorageException("The ledger " + dialect.name() + " failed: " + failure.getMessage(), failure);
        }
        if (isOfPool(cause) && InterruptGuard.caused(cause)) {
            return new StorageException(
                    "The thread was interrupted while it waited for a connection to the ledger " + dialect.name()
                            + ". This call wrote nothing and can be repeated.",
                    cause);
        }
        return new StorageException(dialect.describe(cause), cause);
    }

    /** A database gives its failures a state or a code; the pool gives its own neither. */
    private static boolean isOfPool(SQLException failure) {
        return failure.getSQLState() == null && failure.getErrorCode() == 0;
    }

    /** {@return the failure to erase what a forget deleted, which is committed} */
    StorageException scrubbing(SQLException failure) {
        SQLException cause = cause(failure);
        return new StorageException(dialect.describeScrub(cause == null ? failure : cause), failure);
    }

    boolean isRetryable(RuntimeException failure) {
        SQLException cause = failure instanceof MemoirException ? null : cause(failure);
        return cause != null && dialect.isRetryable(cause);
    }

    /** {@return the innermost exception of the driver or the pool, or null if there is none} */
    private static @Nullable SQLException cause(Throwable failure) {
        SQLException found = null;
        int depth = 0;
        for (Throwable t = failure; t != null && depth < LONGEST_CHAIN; t = t.getCause(), depth++) {
            if (t instanceof SQLException sql) {
                found = sql;
            }
        }
        return found;
    }
}
