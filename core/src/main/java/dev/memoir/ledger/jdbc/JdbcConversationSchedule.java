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

/** The schedule in db-scheduler's table: one row a conversation and task, picked by one worker at a time, given back when it dies. */
final class JdbcConversationSchedule implements ConversationSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcConversationSchedule.class);

    /** The one that leases are compared with, in whatever time the memory lives. */
    private static final InstantSource CLOCK = InstantSource.system();

    /** Conversations at a time. */
    private static final int ADOPTED = 1_000;

    /** What is to be due earlier can be picked or put off by a worker at that very moment; that moment is short. */
    private static final int DUE_ATTEMPTS = 3;

    private final Map<ConversationTask, CustomTask<Void>> tasks = new EnumMap<>(ConversationTask.class);
    private final ConversationScheduler leased;

    private JdbcConversationSchedule(
            LedgerDatabase store, Map<ConversationTask, ConversationWork> work, int threads, Duration poll) {
        // What another process wanted and this one does not do is done with, not looked up again and again.
        for (ConversationTask task : ConversationTask.values()) {
            tasks.put(task, custom(task, work.getOrDefault(task, id -> Optional.empty())));
        }
        leased = new ConversationScheduler(
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

    /** Of several processes that notice one does it; the others have nothing to complain of. */
    private static void revive(ExecutionComplete dead, ExecutionOperations<Void> operations) {
        try {
            new DeadExecutionHandler.ReviveDeadExecution<Void>().deadExecution(dead, operations);
        } catch (ExecutionException e) {
            LOG.debug("Another process has taken over what a dead one did.", e);
        }
    }

    static JdbcConversationSchedule start(
            LedgerDatabase store, Map<ConversationTask, ConversationWork> work, int threads, Duration poll) {
        JdbcConversationSchedule schedule = new JdbcConversationSchedule(store, work, threads, poll);
        schedule.leased.start(
                store,
                Arrays.stream(ConversationTask.values())
                        .map(JdbcConversationSchedule::name)
                        .toList());
        if (store.shared() && work.containsKey(ConversationTask.EXTRACT)) {
            schedule.leased.every(store.lease(), () -> schedule.adopt(store));
        }
        return schedule;
    }

    /** What a process had written when it died, and not made due: nobody else would come to it before its next turn. */
    private void adopt(LedgerDatabase store) {
        try {
            store.read(handle -> PendingTurns.without(handle, name(ConversationTask.EXTRACT), ADOPTED))
                    .forEach(conversation -> due(ConversationTask.EXTRACT, conversation, Duration.ZERO));
        } catch (RuntimeException e) {
            LOG.debug("What other processes left could not be looked for; it is tried again.", e);
        }
    }

    private CompletionHandler<Void> after(ConversationTask task, ConversationWork work, String conversationId) {
        Optional<Duration> again = work.work(conversationId);
        return (complete, operations) -> {
            if (again.isPresent()) {
                operations.reschedule(complete, in(again.get()));
            } else {
                operations.remove();
                // A turn that came while this ran could not make it due again.
                work.left(conversationId).ifPresent(wait -> due(task, conversationId, wait));
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
        if (leased.scheduler().scheduleIfNotExists(instance, at)) {
            return;
        }
        boolean later = leased.scheduler()
                .getScheduledExecution(instance)
                .map(scheduled -> scheduled.getExecutionTime().isAfter(at))
                .orElse(false);
        if (later) {
            leased.scheduler().reschedule(instance, at);
        }
    }

    private static Instant in(Duration wait) {
        return CLOCK.instant().plus(wait);
    }

    @Override
    public void close() {
        leased.close();
    }
}
