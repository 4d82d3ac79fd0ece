// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.memoir.ledger.ConversationSchedule;
import dev.memoir.ledger.ConversationTask;
import dev.memoir.ledger.ConversationWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schedule in db-scheduler's table: one row per conversation and task, picked by one worker at a time and released
 * when that worker dies.
 */
final class JdbcConversationSchedule implements ConversationSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcConversationSchedule.class);

    /** The real clock, which leases are compared with, whatever clock the memory uses. */
    private static final InstantSource CLOCK = InstantSource.system();

    /** The maximum number of conversations adopted at a time. */
    private static final int ADOPTED = 1_000;

    /** A worker may pick or postpone a row at the moment at which it is to be due earlier; that moment is short. */
    private static final int DUE_ATTEMPTS = 3;

    private final Map<ConversationTask, CustomTask<Void>> tasks = new EnumMap<>(ConversationTask.class);
    private final ConversationScheduler scheduler;

    private JdbcConversationSchedule(
            LedgerDatabase store, Map<ConversationTask, ConversationWork> work, int threads, Duration poll) {
        // A task that another process scheduled and this one does not run is removed, not looked up again and again.
        for (ConversationTask task : ConversationTask.values()) {
            tasks.put(task, custom(task, work.getOrDefault(task, id -> Optional.empty())));
        }
        scheduler = new ConversationScheduler(
                store,
                "memoir-learning",
                Scheduler.create(store.connections(), List.copyOf(tasks.values())),
                threads,
                poll);
    }

    private static String name(ConversationTask task) {
        return task.name().toLowerCase(Locale.ROOT);
    }

    private CustomTask<Void> custom(ConversationTask task, ConversationWork work) {
        return Tasks.custom(name(task), Void.class)
                .onDeadExecution(JdbcConversationSchedule::revive)
                .execute((instance, context) -> after(task, work, instance.getId()));
    }

    /** One of several processes that notice a dead execution revives it; the failure of the others is expected. */
    private static void revive(ExecutionComplete dead, ExecutionOperations<Void> operations) {
        try {
            new DeadExecutionHandler.ReviveDeadExecution<Void>().deadExecution(dead, operations);
        } catch (ExecutionException e) {
            LOG.debug("Another process took over the task after its lease expired.", e);
        }
    }

    static JdbcConversationSchedule start(
            LedgerDatabase store, Map<ConversationTask, ConversationWork> work, int threads, Duration poll) {
        JdbcConversationSchedule schedule = new JdbcConversationSchedule(store, work, threads, poll);
        schedule.scheduler.start(
                store,
                Arrays.stream(ConversationTask.values())
                        .map(JdbcConversationSchedule::name)
                        .toList());
        if (store.shared() && work.containsKey(ConversationTask.EXTRACT)) {
            schedule.scheduler.every(store.lease(), () -> schedule.adopt(store));
        }
        return schedule;
    }

    /**
     * Schedules turns that a process wrote but did not schedule before it died. Otherwise they would wait for the
     * conversation's next turn.
     */
    private void adopt(LedgerDatabase store) {
        try {
            store.read(handle -> PendingTurns.unscheduled(handle, name(ConversationTask.EXTRACT), ADOPTED))
                    .forEach(conversation -> due(ConversationTask.EXTRACT, conversation, Duration.ZERO));
        } catch (RuntimeException e) {
            LOG.debug("The search for unscheduled conversations failed. It is repeated after the next lease.", e);
        }
    }

    private CompletionHandler<Void> after(ConversationTask task, ConversationWork work, String conversationId) {
        Optional<Duration> again = work.work(conversationId);
        return (complete, operations) -> {
            if (again.isPresent()) {
                operations.reschedule(complete, in(again.get()));
            } else {
                operations.remove();
                // A turn that arrived during the run could not make the task due again.
                work.remainingDelay(conversationId).ifPresent(wait -> due(task, conversationId, wait));
            }
        };
    }

    @Override
    public void due(ConversationTask task, String conversationId, Duration wait) {
        Instant at = in(wait);
        TaskInstance<Void> instance = Objects.requireNonNull(tasks.get(task)).instance(conversationId);
        for (int attempt = 0; attempt < DUE_ATTEMPTS; attempt++) {
            try {
                due(instance, at);
                return;
            } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException e) {
                // It is running or has just ended: its worker looks for pending turns once more.
                LOG.trace("Conversation {} is being processed.", conversationId, e);
                return;
            } catch (ExecutionException e) {
                // A worker changed the row after it was read: try again.
                LOG.trace("Conversation {} is being picked or rescheduled.", conversationId, e);
            }
        }
    }

    private void due(TaskInstance<Void> instance, Instant at) {
        if (scheduler.delegate().scheduleIfNotExists(instance, at)) {
            return;
        }
        boolean later = scheduler
                .delegate()
                .getScheduledExecution(instance)
                .map(scheduled -> scheduled.getExecutionTime().isAfter(at))
                .orElse(false);
        if (later) {
            scheduler.delegate().reschedule(instance, at);
        }
    }

    private static Instant in(Duration wait) {
        return CLOCK.instant().plus(wait);
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
