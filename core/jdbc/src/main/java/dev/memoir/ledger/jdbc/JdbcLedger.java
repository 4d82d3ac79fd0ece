// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.IdGenerator;
import dev.memoir.InvalidInputException;
import dev.memoir.StorageException;
import dev.memoir.ledger.AdminLedger;
import dev.memoir.ledger.ConversationSchedule;
import dev.memoir.ledger.ConversationTask;
import dev.memoir.ledger.ConversationWork;
import dev.memoir.ledger.EntityLedger;
import dev.memoir.ledger.ItemLedger;
import dev.memoir.ledger.LearningLedger;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.ProjectionLedger;
import dev.memoir.ledger.SummaryLedger;
import dev.memoir.ledger.TransferLedger;
import dev.memoir.ledger.jdbc.dialect.LedgerDialect;
import dev.memoir.ledger.jdbc.sqlite.SqliteDialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A ledger in a relational database: SQLite, PostgreSQL, or any other for which there is a {@link LedgerDialect}. Every
 * method is one transaction. Thread-safe.
 */
public final class JdbcLedger implements Ledger {

    private final LedgerDatabase database;
    private final String id;
    private final ItemLedger items;
    private final ProjectionLedger projection;
    private final LearningLedger learning;
    private final SummaryLedger summaries;
    private final EntityLedger entities;
    private final TransferLedger transfer;
    private final AdminLedger admin;

    /** Takes ownership of the database: closing the ledger closes it. */
    JdbcLedger(LedgerDatabase database) {
        this.database = database;
        this.id = database.write(handle -> LedgerTable.id(handle, database.ids().next()));
        Scrubber scrubber = new Scrubber(database);
        items = new JdbcItemLedger(database, scrubber);
        projection = new JdbcProjectionLedger(database);
        learning = new JdbcLearningLedger(database);
        summaries = new JdbcSummaryLedger(database);
        entities = new JdbcEntityLedger(database);
        transfer = new JdbcTransferLedger(database);
        admin = new JdbcAdminLedger(database);
        scrubber.finish();
    }

    /**
     * Opens the ledger in a SQLite file, creating or migrating it if need be. Completes a forget that a crash
     * interrupted.
     *
     * <p>Other processes may open the same file, but each waits for the writes of the others.
     *
     * @param databaseFile the file; its directory must exist
     * @param ids generates the ids of the ledger, of conversations and of requests
     * @return the ledger
     * @throws StorageException if the file cannot be created, read or written, is damaged or is of a later version
     */
    public static JdbcLedger sqlite(Path databaseFile, IdGenerator ids) {
        return open(new SqliteDialect(databaseFile), ids);
    }

    /**
     * Opens the ledger in a SQLite file like {@link #sqlite(Path, IdGenerator)}, with another lock timeout.
     *
     * @param databaseFile the file; its directory must exist
     * @param lockTimeout how long a call waits for a lock of another process, such as a backup, at least 1 ms; 10
     *     seconds by default
     * @param ids generates the ids of the ledger, of conversations and of requests
     * @return the ledger
     * @throws InvalidInputException if the timeout is not positive
     * @throws StorageException if the file cannot be created, read or written, is damaged or is of a later version
     */
    public static JdbcLedger sqlite(Path databaseFile, Duration lockTimeout, IdGenerator ids) {
        return open(new SqliteDialect(databaseFile, lockTimeout), ids);
    }

    /**
     * Opens the ledger in any database that has a dialect, creating or migrating it if need be. Completes a forget that
     * a crash interrupted.
     *
     * <pre>{@code
     * LongTermMemory.builder().ledger(ids -> JdbcLedger.open(dialect, ids))
     * }</pre>
     *
     * @param dialect the database
     * @param ids generates the ids of the ledger, of conversations and of requests
     * @return the ledger
     * @throws StorageException if the database cannot be read or written, is damaged or is of a later version
     */
    public static JdbcLedger open(LedgerDialect dialect, IdGenerator ids) {
        LedgerDatabase database = LedgerDatabase.open(dialect, ids);
        try {
            return new JdbcLedger(database);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public ItemLedger items() {
        return items;
    }

    @Override
    public ProjectionLedger projection() {
        return projection;
    }

    @Override
    public LearningLedger learning() {
        return learning;
    }

    @Override
    public SummaryLedger summaries() {
        return summaries;
    }

    @Override
    public EntityLedger entities() {
        return entities;
    }

    @Override
    public TransferLedger transfer() {
        return transfer;
    }

    @Override
    public AdminLedger admin() {
        return admin;
    }

    @Override
    public Resource recurring(String name, Duration every, Runnable work) {
        return RecurringTask.start(database, name, every, work);
    }

    @Override
    public ConversationSchedule schedule(Map<ConversationTask, ConversationWork> work, int threads, Duration poll) {
        return JdbcConversationSchedule.start(database, work, threads, poll);
    }

    @Override
    public void close() {
        database.close();
    }
}
