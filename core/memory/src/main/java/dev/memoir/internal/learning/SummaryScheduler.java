package dev.memoir.internal.learning;

import dev.memoir.Scope;
import dev.memoir.learning.SummarySettings;
import dev.memoir.ledger.Conversation;
import dev.memoir.ledger.ConversationSchedule;
import dev.memoir.ledger.ConversationTask;
import dev.memoir.ledger.SummaryLedger;
import java.time.Duration;
import java.util.List;

/** Schedules the summaries of conversations that are long enough or have ended. Thread-safe. */
final class SummaryScheduler {

    /** The maximum number of conversations to find at once. */
    private static final int SWEEP = 10_000;

    private final SummaryLedger ledger;
    private final ConversationSchedule schedule;
    private final SummaryTask work;
    private final SummarySettings settings;

    SummaryScheduler(SummaryLedger ledger, ConversationSchedule schedule, SummaryTask work, SummarySettings settings) {
        this.ledger = ledger;
        this.schedule = schedule;
        this.work = work;
        this.settings = settings;
        resume();
    }

    /** Schedules all unsummarised conversations: on start, and after a forget has deleted summaries. */
    void resume() {
        ledger.unsummarized(1, SWEEP).forEach(conversation -> due(conversation, Duration.ZERO));
    }

    /** Schedules the summary of a conversation with new turns. */
    void added(Conversation conversation) {
        boolean enough = ledger.unsummarized(conversation.id(), 1)
                .filter(episode -> episode.waiting() >= settings.everyTurns())
                .isPresent();
        due(conversation, enough ? Duration.ZERO : settings.idle());
    }

    void end(Scope scope, String name) {
        ledger.end(scope, name).ifPresent(conversation -> due(conversation, Duration.ZERO));
    }

    void replay(Scope scope) {
        ledger.replaySummaries(scope).forEach(conversation -> due(conversation, Duration.ZERO));
    }

    /** {@return whether all due summaries are done by a deadline, in terms of {@link System#nanoTime()}} */
    boolean flush(long end) throws InterruptedException {
        List<Conversation> waiting = ledger.unsummarized(settings.everyTurns(), SWEEP);
        waiting.forEach(conversation -> {
            work.ignoreBudgetPause(conversation);
            due(conversation, Duration.ZERO);
        });
        while (!waiting.stream().allMatch(work::isOverBudget) && System.nanoTime() < end) {
            work.await(end);
            waiting = ledger.unsummarized(settings.everyTurns(), SWEEP);
            // A turn that arrived while the conversation was being summarised could not schedule it.
            waiting.stream()
                    .filter(conversation -> !work.isWaitingToRetry(conversation) && !work.isOverBudget(conversation))
                    .forEach(conversation -> due(conversation, Duration.ZERO));
        }
        return waiting.isEmpty();
    }

    private void due(Conversation conversation, Duration wait) {
        schedule.due(ConversationTask.SUMMARIZE, conversation.id(), wait);
    }
}
