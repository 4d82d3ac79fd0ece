package dev.memoir.ledger.jdbc;

import dev.memoir.Erasure;
import dev.memoir.Scope;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/**
 * A database that holds a ledger: what differs between databases while the statements are the same. Every failure of
 * the database leaves these methods as a {@link dev.memoir.StorageException}, every call after {@link #close()} as a
 * {@link dev.memoir.MemoryClosedException}.
 */
interface LedgerDatabase extends AutoCloseable {

    /** The attribute that stands before every table's name in a statement: its schema and prefix. */
    String TABLES = "p";

    /** Runs reading work on one snapshot of the database. */
    <T> T read(Function<Handle, T> work);

    /**
     * Runs reading work of one statement, or of some that need not see the same state: without the statements that begin and
     * end a transaction, each a round trip.
     */
    <T> T look(Function<Handle, T> work);

    /** Runs writing work in one transaction, committed when this returns, rolled back when it throws. */
    <T> T write(Function<Handle, T> work);

    /**
     * Makes the transaction wait for others that write for the same users, so that what it decides on stays so until it is
     * committed. Called before anything is read.
     *
     * @param scopes whose rows will be written
     */
    void hold(Handle handle, Collection<Scope> scopes);

    /** {@return connections for a library that writes its own table, one statement a transaction} */
    DataSource connections();

    /** {@return the table of that library, as a statement names it} */
    String taskTable();

    /** {@return whether other processes may work on the ledger at the same time} */
    boolean shared();

    /** {@return how long a process may say nothing before others take over what it worked on} */
    Duration lease();

    /**
     * Destroys what deleted rows have left in the database's files.
     *
     * @return how far that goes
     */
    Erasure scrub();

    @Override
    void close();
}
