package dev.memoir.ledger.jdbc;

import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/**
 * A database that holds a ledger: what differs between databases while the statements are the same. Every failure of
 * the database leaves these methods as a {@link dev.memoir.StorageException}, every call after {@link #close()} as a
 * {@link dev.memoir.MemoryClosedException}.
 */
interface Store extends AutoCloseable {

    /** Runs reading work on one snapshot of the database. */
    <T> T read(Function<Handle, T> work);

    /** Runs writing work in one transaction, committed when this returns, rolled back when it throws. */
    <T> T write(Function<Handle, T> work);

    /** {@return connections for a library that writes its own table, one statement a transaction} */
    DataSource connections();

    /** Destroys what deleted rows have left in the database's files. */
    void scrub();

    @Override
    void close();
}
