// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc.dialect;

import dev.memoir.ErasureLevel;
import dev.memoir.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * A database that holds a ledger, as far as databases differ. {@code JdbcLedger.open} makes a ledger of it.
 *
 * <p>What every database has in common and therefore is not part of the dialect: times are {@code BIGINT} columns with
 * milliseconds since 1970; metadata is text with JSON, which no statement looks into, because filters are evaluated on
 * each row that is read; positions in the change feed come from the single row of the table {@code ledger}, which stays
 * locked until the commit, so that the feed is in commit order.
 *
 * <p>An instance describes one database and holds nothing open. Thread-safe.
 */
public interface LedgerDialect {

    /**
     * The attribute of a statement that stands for {@link #tables()}: {@code <p>turn} is the table {@code turn} of the
     * ledger.
     */
    String TABLES = "p";

    /**
     * The number of rows of the table {@code lane}, with ids from 0, if {@link #lockedLanes()} is given: few users
     * share one by chance.
     */
    int LANES = 256;

    /** {@return the database as it appears in messages, after the words "the ledger": its file, schema or address} */
    String name();

    /** {@return the qualifier that precedes a table's name in a statement: a schema, a prefix, both or none} */
    default String tables() {
        return "";
    }

    /**
     * Connects to the database and creates or migrates its tables. Several processes may do so at once, if they may
     * {@linkplain #lease() share} the ledger.
     *
     * @return the connections, in auto-commit mode, which the ledger closes; nothing stays open if this method throws
     * @throws RuntimeException if the database fails, with the {@link SQLException} as a cause, or a
     *     {@link StorageException} with a message for the user
     */
    LedgerConnections open();

    /** {@return how transactions begin and end} */
    TransactionControl transactions();

    /** {@return how statements are written that differ from database to database} */
    SqlSyntax syntax();

    /**
     * {@return a query that locks rows of the table {@code lane} until the commit; empty if only one transaction writes
     * at a time}
     *
     * <p>Writers of the same users wait for each other: a transaction decides on what it has read, which must stay
     * valid until it commits. Once the query returns, later statements of the transaction see what other writers
     * committed before. The list attribute {@code <lanes>} are the ids to lock, which the query does in ascending
     * order. Empty if the writing connections are one or if a transaction locks the database when it begins.
     */
    default Optional<String> lockedLanes() {
        return Optional.empty();
    }

    /**
     * {@return how long a process may be silent before others take over its work; empty if the database belongs to one
     * process at a time}
     */
    default Optional<Duration> lease() {
        return Optional.empty();
    }

    /** {@return whether the driver keeps prepared statements of a connection; otherwise the ledger does} */
    default boolean driverCachesStatements() {
        return true;
    }

    /**
     * {@return whether the same transaction would probably succeed now: the database chose it to resolve a deadlock or
     * a conflict, and wrote nothing}
     *
     * @param failure the driver's exception
     */
    default boolean isRetryable(SQLException failure) {
        return false;
    }

    /**
     * {@return a message that says what happened, whether anything was written and what to do}
     *
     * <p>It names the database, but never quotes stored data; the driver's own message may.
     *
     * @param failure the exception of the driver or the connection pool
     */
    String describe(SQLException failure);

    /**
     * Erases what deleted rows have left in the files of the database.
     *
     * @param connection a writing connection, in auto-commit mode
     * @return {@link ErasureLevel#SCRUBBED} only if no byte of a deleted row is left in any file of the database;
     *     {@link ErasureLevel#REMOVED} if the database overwrites them in its own time
     * @throws SQLException if the database fails
     * @throws StorageException if something else keeps it from erasing, with a message that says what to do
     */
    ErasureLevel scrub(Connection connection) throws SQLException;

    /**
     * {@return a message that says that rows were deleted but not erased, and what to do}
     *
     * @param failure the driver's exception, thrown by {@link #scrub}
     */
    String describeScrub(SQLException failure);
}
