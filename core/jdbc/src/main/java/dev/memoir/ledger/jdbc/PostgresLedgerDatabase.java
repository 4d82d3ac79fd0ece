package dev.memoir.ledger.jdbc;

import dev.memoir.ErasureLevel;
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
 * A PostgreSQL database, shared by any number of processes. Writers of one user wait for each other on the row of a
 * lane, so each decides on what the previous one has committed; readers see one snapshot and never wait.
 */
final class PostgresLedgerDatabase implements LedgerDatabase {

    /** The number of rows created by the migration: few users share one by chance. */
    private static final int LANES = 256;

    /** SQL states that call for a retry: from distributed engines, or when two lanes are locked at once. */
    private static final Set<String> RETRYABLE = Set.of("40001", "40P01");

    private static final int ATTEMPTS = 5;

    /** The tables that a forget deletes from and that contain people's words. */
    private static final List<String> TABLES_WITH_TEXT =
            List.of("turn", "memory", "event", "source", "vector", "conversation", "mention", "entity_name");

    private final DataSource source;
    private final PostgresTables location;
    private final PostgresExceptionTranslator failures;
    private final Duration lease;
    private final Runnable closing;
    private final Jdbi jdbi;
    private volatile boolean closed;

    private PostgresLedgerDatabase(DataSource source, PostgresTables location, Duration lease, Runnable closing) {
        this.lease = lease;
        this.source = source;
        this.location = location;
        this.closing = closing;
        failures = new PostgresExceptionTranslator(location.name());
        jdbi = Jdbi.create(source);
        // By default messages quote statements, whose parameters are people's words.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        jdbi.getConfig(SqlStatements.class).define(TABLES, location.tables());
    }

    /**
     * Opens the ledger of a database, creating or migrating it if need be; several processes may do so at once.
     *
     * @param lease how long a process may be silent before others take over its work
     * @param closing runs when the database is closed or cannot be opened
     */
    static PostgresLedgerDatabase open(DataSource source, PostgresTables location, Duration lease, Runnable closing) {
        try {
            LedgerMigrations.postgres(source, location);
            return new PostgresLedgerDatabase(source, location, lease, closing);
        } catch (RuntimeException e) {
            closing.run();
            throw new PostgresExceptionTranslator(location.name()).of(e);
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
    public <T> T readOnce(Function<Handle, T> work) {
        return guarded(() -> retried(() -> jdbi.withHandle(work::apply)));
    }

    /**
     * Each statement sees what was committed before it, not before the transaction: once the lane is locked, that is
     * the latest state.
     */
    @Override
    public <T> T write(Function<Handle, T> work) {
        return guarded(() -> inTransaction(work));
    }

    @Override
    public void lock(Handle handle, Collection<Scope> scopes) {
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
        return retried(() -> jdbi.inTransaction(work::apply));
    }

    private static <T> T retried(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !RETRYABLE.contains(String.valueOf(PostgresExceptionTranslator.state(e)))) {
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
        return location.tables() + "task";
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
     * Frees the space of deleted rows. The server keeps their bytes until it reuses that space, and in its log and
     * backups for as long as it keeps those: that is governed by the server's administration.
     */
    @Override
    public ErasureLevel scrub() {
        return guarded(() -> {
            try (Handle handle = jdbi.open()) {
                for (String table : TABLES_WITH_TEXT) {
                    handle.execute("VACUUM <p>" + table);
                }
                return ErasureLevel.REMOVED;
            } catch (MemoirException e) {
                throw e;
            } catch (RuntimeException e) {
                throw failures.scrubbing(e);
            }
        });
    }

    private <T> T guarded(Supplier<T> work) {
        if (closed) {
            throw new MemoryClosedException("The ledger " + location.name() + " is closed. Open the memory again.");
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
