package dev.memoir.ingest;

import dev.memoir.Scope;
import dev.memoir.ledger.Conversation;
import dev.memoir.ledger.ConversationSchedule;
import dev.memoir.ledger.ConversationTask;
import dev.memoir.ledger.SummaryLedger;
import java.time.Duration;
import java.util.List;

/** Has conversations summarised, when they are long enough or have ended. Thread-safe. */
final class SummaryScheduler {

    /** Conversations that are looked for at once. */
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

    /** Looks for what is not summarised: at the beginning, and when a forget has taken summaries along. */
    void resume() {
        ledger.unsummarized(1, SWEEP).forEach(conversation -> due(conversation, Duration.ZERO));
    }

    /** Turns were added to a conversation. */
    void added(Conversation conversation) {
        boolean enough = ledger.episode(conversation.id(), 1)
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

    /** {@return whether all that is due is done by then} */
    boolean flush(long end) throws InterruptedException {
        List<Conversation> waiting = ledger.unsummarized(settings.everyTurns(), SWEEP);
        waiting.forEach(conversation -> {
            work.wake(conversation);
            due(conversation, Duration.ZERO);
        });
        while (!waiting.stream().allMatch(work::rests) && System.nanoTime() < end) {
            work.await(end);
            waiting = ledger.unsummarized(settings.everyTurns(), SWEEP);
            // A turn that came while one was worked on could not make it due.
            waiting.stream()
                    .filter(conversation -> !work.pauses(conversation) && !work.rests(conversation))
                    .forEach(conversation -> due(conversation, Duration.ZERO));
        }
        return waiting.isEmpty();
    }

    private void due(Conversation conversation, Duration wait) {
        schedule.due(ConversationTask.SUMMARIZE, conversation.id(), wait);
    }
}
