package dev.memoir.ledger.jdbc;

import dev.memoir.IdGenerator;
import dev.memoir.MemoirException;
import dev.memoir.Scope;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/**
 * Write transactions on one scope.
 *
 * @param database the database
 * @param ids generates the ids of what is written
 */
record LedgerTransactions(LedgerDatabase database, IdGenerator ids) {

    /** {@return the result of work that runs in a transaction while the scope is locked for other writers} */
    <T> T write(Scope scope, Function<Handle, T> work) {
        return database.write(handle -> {
            database.lock(handle, List.of(scope));
            return work.apply(handle);
        });
    }

    /** Commits all of the work, or nothing if the work reports that it was decided on outdated data. */
    boolean writeIfCurrent(Scope scope, Predicate<Handle> work) {
        try {
            return write(scope, handle -> {
                if (!work.test(handle)) {
                    throw new Outdated();
                }
                return true;
            });
        } catch (Outdated e) {
            return false;
        }
    }

    /** Rolls back a transaction that was decided on outdated data. */
    private static final class Outdated extends MemoirException {

        private static final long serialVersionUID = 1L;

        Outdated() {
            super("decided on outdated data", null);
        }
    }
}
