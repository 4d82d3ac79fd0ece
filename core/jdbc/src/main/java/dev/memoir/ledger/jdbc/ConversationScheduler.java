// SPDX-License-Identifier: Apache-2.0
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

/** A scheduler over the ledger's task table, on threads of its own. Closing it waits for running work. */
final class ConversationScheduler implements AutoCloseable {

    /** The number of heartbeats of a worker per lease. */
    private static final int HEARTBEATS = 6;

    private static final Duration DRAINING = Duration.ofSeconds(20);

    /** Tasks of a kind that this process does not run belong to other processes or to a later start: they are kept. */
    private static final Duration NEVER = Duration.ofDays(36_500);

    private final String name;

    /** Daemon threads only: an application that exits without closing its memory must not be kept alive. */
    private final ExecutorService workers;

    private final ExecutorService dueLookup;

    /** Two threads: one for heartbeats, one for dead executions and the work that they left behind. */
    private final ScheduledExecutorService housekeeper;

    private final Scheduler scheduler;

    /** Configures a scheduler that knows the tasks; nothing runs before {@link #start}. */
    ConversationScheduler(LedgerDatabase store, String name, SchedulerBuilder tasks, int threads, Duration poll) {
        this.name = name;
        workers = Executors.newFixedThreadPool(threads, this::daemon);
        dueLookup = Executors.newSingleThreadExecutor(this::daemon);
        housekeeper = Executors.newScheduledThreadPool(2, this::daemon);
        scheduler = tasks.tableName(store.taskTable())
                .schedulerName(new SchedulerName.Fixed("memoir-" + UUID.randomUUID()))
                .threads(threads)
                .executorService(workers)
                .dueExecutor(dueLookup)
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

    Scheduler delegate() {
        return scheduler;
    }

    /** Runs additional work repeatedly, with the given pause. It must not throw. */
    void every(Duration pause, Runnable work) {
        var unused =
                housekeeper.scheduleWithFixedDelay(work, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Starts the scheduler. On an embedded ledger, tasks picked by an earlier process are released first: only one
     * process at a time works on it, so the picker is dead.
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
        dueLookup.shutdown();
        housekeeper.shutdown();
    }
}
