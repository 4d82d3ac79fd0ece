package dev.memoir.ledger.jdbc;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.memoir.ledger.ConversationSchedule;
import dev.memoir.ledger.ConversationWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The schedule in db-scheduler's table: one row a conversation, picked by one worker at a time, given back when it dies. */
final class JdbcSchedule implements ConversationSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcSchedule.class);

    /** The one that leases are compared with, in whatever time the memory lives. */
    private static final InstantSource CLOCK = InstantSource.system();

    private static final String TASK = "extract";

    /** Conversations at a time. */
    private static final int ADOPTED = 1_000;

    /** What is to be due earlier can be picked or put off by a worker at that very moment; that moment is short. */
    private static final int DUE_ATTEMPTS = 3;

    private static final Duration DRAINING = Duration.ofSeconds(20);

    /** An application that ends without closing its memory must end: none of these keeps it alive. */
    private final ExecutorService workers;

    private final ExecutorService lookout = Executors.newSingleThreadExecutor(JdbcSchedule::daemon);

    /** One for heartbeats, one for the dead and what they left. */
    private final ScheduledExecutorService housekeeper = Executors.newScheduledThreadPool(2, JdbcSchedule::daemon);

    private final Store store;
    private final CustomTask<Void> task;
    private final Scheduler scheduler;

    private JdbcSchedule(Store store, ConversationWork work, int threads, Duration poll) {
        this.store = store;
        workers = Executors.newFixedThreadPool(threads, JdbcSchedule::daemon);
        task = Tasks.custom(TASK, Void.class)
                .onDeadExecutionRevive()
                .execute((instance, context) -> after(instance.getId(), work.work(instance.getId())));
        scheduler = Scheduler.create(store.connections(), task)
                .tableName(store.taskTable())
                .schedulerName(new SchedulerName.Fixed("memoir-" + UUID.randomUUID()))
                .threads(threads)
                .executorService(workers)
                .dueExecutor(lookout)
                .housekeeperExecutor(housekeeper)
                .pollingInterval(poll)
                .heartbeatInterval(store.lease().dividedBy(LeasedScheduler.HEARTBEATS))
                .missedHeartbeatsLimit(LeasedScheduler.HEARTBEATS)
                // Of the kinds of tasks, others are somebody else's: they stay.
                .deleteUnresolvedAfter(LeasedScheduler.NEVER)
                .alwaysPersistTimestampInUTC()
                .enableImmediateExecution()
                .shutdownMaxWait(DRAINING)
                .build();
    }

    static JdbcSchedule start(Store store, ConversationWork work, int threads, Duration poll) {
        if (!store.shared()) {
            store.write(JdbcSchedule::takeBack);
        }
        JdbcSchedule schedule = new JdbcSchedule(store, work, threads, poll);
        schedule.scheduler.start();
        if (store.shared()) {
            long lease = store.lease().toMillis();
            var unused =
                    schedule.housekeeper.scheduleWithFixedDelay(schedule::adopt, lease, lease, TimeUnit.MILLISECONDS);
        }
        return schedule;
    }

    /** What a process had written when it died, and not made due: nobody else would come to it before its next turn. */
    private void adopt() {
        try {
            store.read(handle -> PendingTurns.without(handle, TASK, ADOPTED))
                    .forEach(conversation -> due(conversation, Duration.ZERO));
        } catch (RuntimeException e) {
            LOG.debug("What other processes left could not be looked for; it is tried again.", e);
        }
    }

    /** One process at a time works on an embedded ledger: what another had picked, it does not work on any more. */
    private static int takeBack(Handle handle) {
        return handle.createUpdate("UPDATE <p>task AS task SET picked = FALSE, picked_by = NULL, version = version + 1"
                        + " WHERE picked = TRUE AND task_name = :task")
                .bind("task", TASK)
                .execute();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "memoir-learning");
        thread.setDaemon(true);
        return thread;
    }

    private CompletionHandler<Void> after(String conversationId, Optional<Duration> again) {
        return (complete, operations) -> {
            if (again.isPresent()) {
                operations.reschedule(complete, in(again.get()));
            } else {
                operations.remove();
                // A turn that came while this ran could not make it due again.
                if (store.read(handle -> PendingTurns.next(handle, conversationId, 1))
                        .isPresent()) {
                    due(conversationId, Duration.ZERO);
                }
            }
        };
    }

    @Override
    public void due(String conversationId, Duration wait) {
        Instant at = in(wait);
        for (int attempt = 0; attempt < DUE_ATTEMPTS; attempt++) {
            try {
                due(task.instance(conversationId), at);
                return;
            } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException e) {
                // It runs, or has just ended: whoever ran it looks once more for what is pending.
                LOG.trace("The conversation {} is being worked on.", conversationId, e);
                return;
            } catch (ExecutionException e) {
                // A worker changed it since it was read: it is looked at once more.
                LOG.trace("The conversation {} is being picked or put off.", conversationId, e);
            }
        }
    }

    private void due(TaskInstance<Void> instance, Instant at) {
        if (scheduler.scheduleIfNotExists(instance, at)) {
            return;
        }
        boolean later = scheduler
                .getScheduledExecution(instance)
                .map(scheduled -> scheduled.getExecutionTime().isAfter(at))
                .orElse(false);
        if (later) {
            scheduler.reschedule(instance, at);
        }
    }

    private static Instant in(Duration wait) {
        return CLOCK.instant().plus(wait);
    }

    @Override
    public void close() {
        scheduler.stop();
        workers.shutdown();
        lookout.shutdown();
        housekeeper.shutdown();
    }
}
