// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.learning;

import dev.memoir.Scope;
import dev.memoir.internal.learning.CallResult.Overtaken;
import dev.memoir.internal.learning.CallResult.Unusable;
import dev.memoir.internal.learning.CallResult.Written;
import dev.memoir.learning.LearningSettings;
import dev.memoir.ledger.Conversation;
import dev.memoir.ledger.ConversationSchedule;
import dev.memoir.ledger.ConversationTask;
import dev.memoir.ledger.ConversationWork;
import dev.memoir.ledger.Ledger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on conversations in the background, one worker at a time for each conversation and kind of work. All kinds
 * share the schedule, the pauses after failures, the daily token budget, and the isolation and parking of what a model
 * rejects. What is to be done is in the ledger; this queue only knows when. Thread-safe.
 */
final class LearningQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LearningQueue.class);

    /** The work of one kind on one conversation. */
    private record Key(ConversationTask kind, String conversationId) {}

    private final Map<ConversationTask, LearningTask> tasks = new EnumMap<>(ConversationTask.class);
    private final TokenBudget budget;
    private final LearningSettings settings;
    private final ModelOutages outages;
    private final Set<Key> overBudget = ConcurrentHashMap.newKeySet();

    /** Work that does not wait for more turns, until it is done or over budget. */
    private final Set<Key> hurried = ConcurrentHashMap.newKeySet();

    private final Object runEnded = new Object();
    private final ConversationSchedule schedule;

    /**
     * Starts working, beginning with what was left unfinished.
     *
     * @param ledger the ledger, for its schedule
     * @param tasks the tasks, one of a kind
     * @param budget the daily token budget
     * @param settings threads, pauses and attempts
     */
    @SuppressWarnings("this-escape")
    LearningQueue(Ledger ledger, List<LearningTask> tasks, TokenBudget budget, LearningSettings settings) {
        this.budget = budget;
        this.settings = settings;
        this.outages = new ModelOutages(settings);
        Map<ConversationTask, ConversationWork> work = new EnumMap<>(ConversationTask.class);
        for (LearningTask task : tasks) {
            this.tasks.put(task.kind(), task);
            work.put(task.kind(), new QueuedWork(task));
        }
        this.schedule = ledger.schedule(work, settings.threads(), settings.poll());
        tasks.forEach(this::resume);
    }

    private void resume(LearningTask task) {
        task.unfinished().forEach(conversation -> due(task, conversation, Duration.ZERO));
    }

    /** Schedules all unfinished work of a kind, if there is a task of that kind. */
    void resume(ConversationTask kind) {
        tasks(kind).forEach(this::resume);
    }

    private List<LearningTask> tasks(ConversationTask kind) {
        LearningTask task = tasks.get(kind);
        return task == null ? List.of() : List.of(task);
    }

    /**
     * Schedules work on a conversation with new turns.
     *
     * @param added the number of new turns
     */
    void added(Conversation conversation, int added) {
        tasks.values().forEach(task -> due(task, conversation, task.patience(conversation, added)));
    }

    /** Schedules work of a kind immediately, without waiting for more turns, and tries again what is over budget. */
    void hurry(ConversationTask kind, List<Conversation> conversations) {
        tasks(kind).forEach(task -> hurry(task, conversations));
    }

    private void hurry(LearningTask task, List<Conversation> conversations) {
        for (Conversation conversation : conversations) {
            Key key = new Key(task.kind(), conversation.id());
            overBudget.remove(key);
            hurried.add(key);
            due(task, conversation, Duration.ZERO);
        }
    }

    private void due(LearningTask task, Conversation conversation, Duration wait) {
        schedule.due(task.kind(), conversation.id(), wait);
    }

    /** Ends a conversation: all work on it is done without waiting for more turns. */
    void end(Scope scope, String conversation) {
        tasks.values().forEach(task -> task.end(scope, conversation).ifPresent(ended -> hurry(task, List.of(ended))));
    }

    /** Schedules what was parked again. */
    void replay(Scope scope) {
        tasks.values().forEach(task -> hurry(task, task.replay(scope)));
    }

    /**
     * Completes pending work of all kinds.
     *
     * @param end when to stop waiting, by {@link System#nanoTime()}
     * @return whether nothing is pending any more, except for what is parked
     */
    boolean flush(long end) throws InterruptedException {
        boolean complete = true;
        for (LearningTask task : new ArrayList<>(tasks.values())) {
            complete &= flush(task, end);
        }
        return complete;
    }

    private boolean flush(LearningTask task, long end) throws InterruptedException {
        List<Conversation> pending = task.pending();
        hurry(task, pending);
        while (!pending.stream().allMatch(conversation -> overBudget.contains(key(task, conversation)))
                && System.nanoTime() < end) {
            await(end);
            pending = task.pending();
            // A turn that arrived during a run could not schedule it. What waits to be retried is still hurried.
            hurry(
                    task,
                    pending.stream()
                            .filter(conversation -> !hurried.contains(key(task, conversation))
                                    && !overBudget.contains(key(task, conversation)))
                            .toList());
        }
        return pending.isEmpty();
    }

    private static Key key(LearningTask task, Conversation conversation) {
        return new Key(task.kind(), conversation.id());
    }

    /**
     * Completes work on one conversation, or returns as soon as this is not possible at present.
     *
     * @param pending whether the work is not done yet
     * @param end when to stop waiting, by {@link System#nanoTime()}
     * @return whether it is done
     */
    boolean complete(ConversationTask kind, Conversation conversation, BooleanSupplier pending, long end)
            throws InterruptedException {
        Key key = new Key(kind, conversation.id());
        int failures = outages.failures(key);
        hurry(kind, List.of(conversation));
        while (pending.getAsBoolean()) {
            if (overBudget.contains(key)
                    || outages.failures(key) > failures
                    || outages.pause().isPresent()
                    || System.nanoTime() >= end) {
                return false;
            }
            if (!hurried.contains(key)) {
                // It was hurried just when a run decided to wait for more turns.
                hurry(kind, List.of(conversation));
            }
            await(end);
        }
        return true;
    }

    /** Waits briefly until a run ends. */
    @SuppressWarnings("WaitNotInLoop") // the caller looks again what is pending
    private void await(long end) throws InterruptedException {
        synchronized (runEnded) {
            runEnded.wait(Math.max(1, Math.min(100, (end - System.nanoTime()) / 1_000_000)));
        }
    }

    /** Starts no more work, and waits at most 20 seconds for running work. What is pending stays pending. */
    @Override
    public void close() {
        schedule.close();
    }

    /** Runs a task for one conversation after another, and never throws. */
    private final class QueuedWork implements ConversationWork {

        private final LearningTask task;

        QueuedWork(LearningTask task) {
            this.task = task;
        }

        @Override
        public Optional<Duration> work(String conversationId) {
            Key key = new Key(task.kind(), conversationId);
            try {
                return run(key);
            } catch (RuntimeException e) {
                return Optional.of(outages.failed(key, task.waiting(), e));
            } finally {
                synchronized (runEnded) {
                    runEnded.notifyAll();
                }
            }
        }

        private Optional<Duration> run(Key key) {
            PromptFailureIsolation isolation = new PromptFailureIsolation(new QueuePolicy(key));
            Optional<LearningTask.Next> next = next(key);
            while (next.isPresent()) {
                Duration wait = next.get().delay();
                if (wait.compareTo(Duration.ZERO) > 0) {
                    hurried.remove(key);
                    return Optional.of(wait);
                }
                PromptPart part = next.get().part();
                Optional<Duration> again = outages.pause().or(() -> isolation.run(part));
                if (again.isPresent()) {
                    return again;
                }
                next = next(key);
            }
            hurried.remove(key);
            outages.over(key);
            return Optional.empty();
        }

        private Optional<LearningTask.Next> next(Key key) {
            return task.next(key.conversationId(), hurried.contains(key));
        }

        @Override
        public Optional<Duration> remainingDelay(String conversationId) {
            return task.remainingDelay(conversationId);
        }
    }

    /** The budget before a call, and the retries after it. */
    private final class QueuePolicy implements PromptFailureIsolation.CallPolicy {

        private final Key key;

        QueuePolicy(Key key) {
            this.key = key;
        }

        @Override
        public Optional<Duration> beforeCall(PromptPart part) {
            return budget.usedUp(part.scope()) ? Optional.of(pauseUntilTomorrow()) : Optional.empty();
        }

        /** Callers that wait for the conversation are released. */
        private Duration pauseUntilTomorrow() {
            LOG.warn("The daily token budget of a scope is used up. Nothing more is learned from its turns until"
                    + " tomorrow; they stay searchable.");
            overBudget.add(key);
            hurried.remove(key);
            return budget.untilTomorrow();
        }

        @Override
        public Optional<Duration> afterCall(PromptPart part, CallResult result) {
            if (result instanceof Written) {
                outages.over(key);
            } else if (result instanceof Overtaken) {
                return Optional.of(settings.firstPause());
            } else if (result instanceof Unusable && part.attempts() + 1 < settings.attempts()) {
                return Optional.of(settings.pause(part.attempts() + 1));
            }
            return Optional.empty();
        }
    }
}
