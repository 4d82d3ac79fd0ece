package dev.memoir.ledger.jdbc;

import dev.memoir.IdGenerator;
import dev.memoir.InvalidInputException;
import dev.memoir.StorageException;
import dev.memoir.jdbc.ConnectionSource;
import dev.memoir.jdbc.PostgresTables;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.LedgerFactory;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * The ledger in PostgreSQL, for applications that run on several machines:
 *
 * <pre>{@code
 * LongTermMemory memory = LongTermMemory.builder()
 *         .ledger(PostgresLedger.over(dataSource).build())
 *         .index(PgVectorIndex.over(dataSource).build())
 *         .open();
 * }</pre>
 *
 * <p>Any number of processes may share it. Writers of one user wait for each other; all writers give out places in the change
 * feed one after the other, at the end of their transaction, which bounds what one ledger takes to some hundreds of writes a
 * second. Facts are drawn from a conversation by one process at a time, in order; when one dies, another goes on when its
 * {@linkplain Builder#lease lease} has ended. Needs the driver and Flyway's module for PostgreSQL, which are optional dependencies.
 */
public final class PostgresLedger implements LedgerFactory {

    /** Longer than a garbage collection or a busy database lasts. */
    static final Duration LEASE = Duration.ofMinutes(1);

    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

    private final Builder asked;

    private PostgresLedger(Builder asked) {
        this.asked = asked;
    }

    /**
     * {@return a builder of a ledger in the application's database}
     *
     * <p>An application's threads hold connections while they wait for the memory, so the ledger has some of its own: a pool of
     * up to five with a HikariCP pool's settings; of any other {@code DataSource} it keeps two connections.
     *
     * @param connections how the application connects; not closed with the ledger
     */
    public static Builder over(DataSource connections) {
        return new Builder(ConnectionSource.given(connections));
    }

    /**
     * {@return a builder of a ledger on connections of its own}
     *
     * @param url such as {@code jdbc:postgresql://localhost:5432/app}
     * @param user who owns, or may make, the schema
     * @param password of the user
     */
    public static Builder at(String url, String user, String password) {
        return new Builder(ConnectionSource.own(url, user, password));
    }

    /**
     * Opens the ledger, making its schema and tables if need be, or migrating them.
     *
     * @throws StorageException if the database is not reached or refuses, or was written by a later version
     */
    @Override
    public Ledger open(IdGenerator ids) {
        PostgresTables place = new PostgresTables(asked.schema, asked.prefix);
        ConnectionSource.Opened connections = asked.connections.open("memoir-" + place.schema());
        return JdbcLedger.postgres(connections.source(), place, asked.lease, connections.closing(), ids);
    }

    /** Builds a {@link PostgresLedger}. Not thread-safe. */
    public static final class Builder {

        private final ConnectionSource connections;
        private String schema = "memoir";
        private String prefix = "";
        private Duration lease = LEASE;

        private Builder(ConnectionSource connections) {
            this.connections = connections;
        }

        /**
         * {@return this}
         *
         * @param schema of the tables, made if need be; by default {@code memoir}
         */
        public Builder schema(String schema) {
            this.schema = schema;
            return this;
        }

        /**
         * {@return this}
         *
         * @param prefix of the tables' names, by default none: for a schema that is shared with other tables
         */
        public Builder tablePrefix(String prefix) {
            this.prefix = prefix;
            return this;
        }

        /**
         * {@return this}
         *
         * @param lease how long a process may say nothing before others take over the conversations it drew facts from; by
         *     default a minute. What one that was only slow still writes has no effect twice.
         * @throws InvalidInputException if it is less than a second
         */
        public Builder lease(Duration lease) {
            if (lease.compareTo(SHORTEST_LEASE) < 0) {
                throw new InvalidInputException("A lease of " + lease + " is too short: a second is the least.");
            }
            this.lease = lease;
            return this;
        }

        /** {@return the ledger, for a memory's builder; nothing is asked of the database yet} */
        public PostgresLedger build() {
            return new PostgresLedger(this);
        }
    }
}
