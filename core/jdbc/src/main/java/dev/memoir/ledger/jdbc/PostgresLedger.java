// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.IdGenerator;
import dev.memoir.InvalidInputException;
import dev.memoir.StorageException;
import dev.memoir.inspection.InspectionDepth;
import dev.memoir.inspection.LedgerInspection;
import dev.memoir.jdbc.ConnectionSource;
import dev.memoir.jdbc.PostgresBuilder;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.LedgerFactory;
import dev.memoir.ledger.jdbc.postgres.PostgresDialect;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;

/**
 * A ledger in PostgreSQL, for applications that run on several machines:
 *
 * <pre>{@code
 * LongTermMemory memory = LongTermMemory.builder()
 *         .ledger(PostgresLedger.builder(dataSource).build())
 *         .index(PgVectorIndex.builder(dataSource).build())
 *         .open();
 * }</pre>
 *
 * <p>Any number of processes may share it. Writers of one user wait for each other. All writers allocate positions in
 * the change feed one after another, at the end of their transaction, which limits a ledger to some hundreds of writes
 * per second. Facts are extracted from a conversation by one process at a time, in order; when it dies, another
 * continues after its {@linkplain Builder#lease lease} has expired. Requires the driver and Flyway's module for
 * PostgreSQL, which are optional dependencies.
 */
public final class PostgresLedger implements LedgerFactory {

    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

    private final PostgresDialect dialect;

    private PostgresLedger(PostgresDialect dialect) {
        this.dialect = dialect;
    }

    /**
     * {@return a builder of a ledger in the application's database}
     *
     * <p>The application's threads hold connections while they wait for the memory, so the ledger has connections of
     * its own: a pool of up to five with the settings of a HikariCP pool; of any other {@code DataSource} it reserves
     * two connections.
     *
     * @param connections the application's connections; not closed with the ledger
     */
    public static Builder builder(DataSource connections) {
        return new Builder(ConnectionSource.ofApplication(connections));
    }

    /**
     * {@return a builder of a ledger with its own connections}
     *
     * @param url the JDBC URL, such as {@code jdbc:postgresql://localhost:5432/app}
     * @param user a database user that owns, or may create, the schema
     * @param password the user's password
     */
    public static Builder builder(String url, String user, String password) {
        return new Builder(ConnectionSource.ofAddress(url, user, password));
    }

    /**
     * Opens the ledger, creating or migrating its schema and tables if need be.
     *
     * @throws StorageException if the database is unreachable, rejects the user, or was written by a later version
     */
    @Override
    public Ledger open(IdGenerator ids) {
        return JdbcLedger.open(dialect, ids);
    }

    @Override
    public LedgerInspection inspect(InspectionDepth depth, Instant now) {
        return new PostgresInspector(dialect, now).inspect();
    }

    /** Builds a {@link PostgresLedger}. Not thread-safe. */
    public static final class Builder extends PostgresBuilder<Builder> {

        private Duration lease = LedgerDatabase.DEFAULT_LEASE;

        private Builder(ConnectionSource connections) {
            super(connections);
        }

        /**
         * {@return this}
         *
         * @param lease how long a process may be silent before others take over extraction from its conversations; a
         *     minute by default. If the process was only slow, what it still writes takes no effect twice
         * @throws InvalidInputException if it is less than a second
         */
        public Builder lease(Duration lease) {
            if (lease.compareTo(SHORTEST_LEASE) < 0) {
                throw new InvalidInputException("A lease of " + lease + " is too short. Use at least one second.");
            }
            this.lease = lease;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * {@return the ledger, for the builder of a memory; the database is not accessed yet}
         *
         * @throws InvalidInputException if the schema or the prefix is not a plain name
         */
        public PostgresLedger build() {
            return new PostgresLedger(new PostgresDialect(connections(), location(), lease));
        }
    }
}
