package dev.memoir.ledger.jdbc;

import dev.memoir.ErasureLevel;
import dev.memoir.Scope;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/**
 * A database that holds a ledger, abstracting the differences between databases; the statements are the same. These
 * methods report every database failure as a {@link dev.memoir.StorageException}, and every call after {@link #close()}
 * as a {@link dev.memoir.MemoryClosedException}.
 */
interface LedgerDatabase extends AutoCloseable {

    /** The attribute that precedes every table's name in a statement: its schema and prefix. */
    String TABLES = "p";

    /** Runs read-only work on one snapshot of the database. */
    <T> T read(Function<Handle, T> work);

    /**
     * Runs read-only work of a single statement, or of several that need no common snapshot. It saves the statements
     * that begin and end a transaction, each a round trip.
     */
    <T> T readOnce(Function<Handle, T> work);

    /** Runs work in one transaction, which is committed on return and rolled back when the work throws. */
    <T> T write(Function<Handle, T> work);

    /**
     * Makes the transaction wait for other writers of the same users, so that what it decides on stays valid until it
     * commits. Called before anything is read.
     *
     * @param scopes the scopes of the rows to write
     */
    void lock(Handle handle, Collection<Scope> scopes);

    /** {@return connections for a library that writes its own table with one statement per transaction} */
    DataSource connections();

    /** {@return the table of that library, as named in statements} */
    String taskTable();

    /** {@return whether other processes may use the ledger at the same time} */
    boolean shared();

    /** {@return how long a process may be silent before others take over its work} */
    Duration lease();

    /**
     * Erases what deleted rows have left in the database's files.
     *
     * @return the level of erasure reached
     */
    ErasureLevel scrub();

    @Override
    void close();
}
