package dev.memoir.ledger.jdbc;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A scheduler over the ledger's table of tasks, on threads of its own. Closing it waits for running work. */
final class ConversationScheduler implements AutoCloseable {

    /** A worker says so often in a lease that it lives. */
    private static final int HEARTBEATS = 6;

    private static final Duration DRAINING = Duration.ofSeconds(20);

    /** Tasks of a kind that this process does not do are those of others, or of its own later: they stay. */
    private static final Duration NEVER = Duration.ofDays(36_500);

    private final String name;

    /** An application that ends without closing its memory must end: none of these keeps it alive. */
    private final ExecutorService workers;

    private final ExecutorService lookout;

    /** One for heartbeats, one for the dead and what they left. */
    private final ScheduledExecutorService housekeeper;

    private final Scheduler scheduler;

    /** Configures a builder that knows the tasks; nothing runs before {@link #start}. */
    ConversationScheduler(LedgerDatabase store, String name, SchedulerBuilder tasks, int threads, Duration poll) {
        this.name = name;
        workers = Executors.newFixedThreadPool(threads, this::daemon);
        lookout = Executors.newSingleThreadExecutor(this::daemon);
        housekeeper = Executors.newScheduledThreadPool(2, this::daemon);
        scheduler = tasks.tableName(store.taskTable())
                .schedulerName(new SchedulerName.Fixed("memoir-" + UUID.randomUUID()))
                .threads(threads)
                .executorService(workers)
                .dueExecutor(lookout)
                .housekeeperExecutor(housekeeper)
                .pollingInterval(poll)
                .heartbeatInterval(store.lease().dividedBy(HEARTBEATS))
                .missedHeartbeatsLimit(HEARTBEATS)
                .deleteUnresolvedAfter(NEVER)
                .alwaysPersistTimestampInUTC()
                .enableImmediateExecution()
                .shutdownMaxWait(DRAINING)
                .build();
    }

    private Thread daemon(Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    /** Does something again and again, with as long a pause, beside the tasks. It must not throw. */
    void every(Duration pause, Runnable work) {
        var unused =
                housekeeper.scheduleWithFixedDelay(work, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Begins, first taking back what another had picked where that cannot live any more: one process at a time works on an
     * embedded ledger.
     */
    void start(LedgerDatabase store, Collection<String> tasks) {
        if (!store.shared()) {
            store.write(handle -> handle.createUpdate("UPDATE <p>task AS task SET picked = FALSE, picked_by = NULL,"
                            + " version = version + 1 WHERE picked = TRUE AND task_name IN (<tasks>)")
                    .bindList("tasks", List.copyOf(tasks))
                    .execute());
        }
        scheduler.start();
    }

    @Override
    public void close() {
        scheduler.stop();
        workers.shutdown();
        lookout.shutdown();
        housekeeper.shutdown();
    }
}
