package dev.memoir.ledger.jdbc;

import dev.memoir.Erasure;
import dev.memoir.MemoirException;
import dev.memoir.MemoryClosedException;
import dev.memoir.Scope;
import dev.memoir.jdbc.PostgresTables;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/**
 * A PostgreSQL database, shared by any number of processes. Writers of one user wait for each other at the row of a lane, so
 * that each decides on what the one before it has committed; readers see one snapshot and wait for nobody.
 */
final class PostgresLedgerDatabase implements LedgerDatabase {

    /** As many as the migration made: few users share one by chance. */
    private static final int LANES = 256;

    /** What distributed engines, and two lanes taken at once, may ask for. */
    private static final Set<String> TO_BE_REPEATED = Set.of("40001", "40P01");

    private static final int ATTEMPTS = 5;

    /** What a forget deletes from, each word of which somebody has said. */
    private static final List<String> OF_WORDS =
            List.of("turn", "memory", "event", "source", "vector", "conversation", "mention", "entity_name");

    private final DataSource source;
    private final PostgresTables place;
    private final PostgresExceptionTranslator failures;
    private final Duration lease;
    private final Runnable closing;
    private final Jdbi jdbi;
    private volatile boolean closed;

    private PostgresLedgerDatabase(DataSource source, PostgresTables place, Duration lease, Runnable closing) {
        this.lease = lease;
        this.source = source;
        this.place = place;
        this.closing = closing;
        failures = new PostgresExceptionTranslator(place.name());
        jdbi = Jdbi.create(source);
        // The default quotes statements; parameters are people's words.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        jdbi.getConfig(SqlStatements.class).define(TABLES, place.tables());
    }

    /**
     * Opens the ledger of a database, making or migrating it if need be; several processes may do so at once.
     *
     * @param lease how long a process may say nothing before others take over what it worked on
     * @param closing run when the store is closed, or cannot be opened
     */
    static PostgresLedgerDatabase open(DataSource source, PostgresTables place, Duration lease, Runnable closing) {
        try {
            LedgerMigrations.postgres(source, place);
            return new PostgresLedgerDatabase(source, place, lease, closing);
        } catch (RuntimeException e) {
            closing.run();
            throw new PostgresExceptionTranslator(place.name()).of(e);
        }
    }

    @Override
    public <T> T read(Function<Handle, T> work) {
        return guarded(() -> inTransaction(handle -> {
            handle.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            return work.apply(handle);
        }));
    }

    @Override
    public <T> T look(Function<Handle, T> work) {
        return guarded(() -> repeated(() -> jdbi.withHandle(work::apply)));
    }

    /** Each statement sees what was committed before it, not before the transaction: after its lane, that is the latest. */
    @Override
    public <T> T write(Function<Handle, T> work) {
        return guarded(() -> inTransaction(work));
    }

    @Override
    public void hold(Handle handle, Collection<Scope> scopes) {
        List<Integer> lanes = scopes.stream()
                .map(scope -> Math.floorMod(Objects.hashCode(scope.userId()), LANES))
                .distinct()
                .sorted()
                .toList();
        if (!lanes.isEmpty()) {
            handle.createQuery("SELECT id FROM <p>lane WHERE id IN (<lanes>) ORDER BY id FOR UPDATE")
                    .bindList("lanes", lanes)
                    .mapTo(Integer.class)
                    .list();
        }
    }

    private <T> T inTransaction(Function<Handle, T> work) {
        return repeated(() -> jdbi.inTransaction(work::apply));
    }

    private static <T> T repeated(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS
                        || !TO_BE_REPEATED.contains(String.valueOf(PostgresExceptionTranslator.state(e)))) {
                    throw e;
                }
            }
        }
    }

    @Override
    public DataSource connections() {
        return source;
    }

    @Override
    public String taskTable() {
        return place.tables() + "task";
    }

    @Override
    public boolean shared() {
        return true;
    }

    @Override
    public Duration lease() {
        return lease;
    }

    /**
     * Makes the space of deleted rows free. The server keeps bytes of them until it writes over that space, and in its log
     * and backups as long as it keeps those: that is its own to govern.
     */
    @Override
    public Erasure scrub() {
        return guarded(() -> {
            try (Handle handle = jdbi.open()) {
                for (String table : OF_WORDS) {
                    handle.execute("VACUUM <p>" + table);
                }
                return Erasure.REMOVED;
            } catch (MemoirException e) {
                throw e;
            } catch (RuntimeException e) {
                throw failures.scrubbing(e);
            }
        });
    }

    private <T> T guarded(Supplier<T> work) {
        if (closed) {
            throw new MemoryClosedException("The ledger " + place.name() + " is closed. Open the memory again.");
        }
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw failures.of(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        closing.run();
    }
}
