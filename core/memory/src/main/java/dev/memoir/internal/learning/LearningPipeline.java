// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.learning;

import dev.memoir.IdGenerator;
import dev.memoir.ProgressListener;
import dev.memoir.ReextractionResult;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.TokenUsage;
import dev.memoir.extract.FactExtractor;
import dev.memoir.extract.Redactor;
import dev.memoir.internal.concurrent.InterruptGuard;
import dev.memoir.internal.extract.ProposalValidator;
import dev.memoir.learning.LearningSettings;
import dev.memoir.ledger.Conversation;
import dev.memoir.ledger.ConversationTask;
import dev.memoir.ledger.Ledger;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from turns in the background: extracts facts from pending turns, and summarises conversations. The turns of
 * one conversation are processed in order. While a model is down they wait for a retry, not before the provider allows
 * it. A turn is parked if the model rejects it or its reply repeatedly cannot be parsed; all other turns continue.
 * {@link LearningQueue} decides when; {@link FactTask} and {@link SummaryTask} do the work. Thread-safe.
 */
public final class LearningPipeline implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LearningPipeline.class);

    private final Ledger ledger;
    private final ExtractionStep extraction;
    private final InstantSource clock;
    private final LearningSettings settings;
    private final TokenBudget budget;
    private final LearningQueue queue;

    /**
     * Starts the pipeline, beginning with turns that were left pending.
     *
     * @param ledger the ledger of pending turns and known memories
     * @param extractor the extractor of facts
     * @param validator the validator of proposals
     * @param redactor removes secrets from rejected proposals
     * @param memory the context of the memory
     * @param clock the clock
     * @param ids the generator of ids
     * @param settings the settings of extraction
     * @param summaryConfig the configuration of summaries, or null for none
     */
    public LearningPipeline(
            Ledger ledger,
            FactExtractor extractor,
            ProposalValidator validator,
            Redactor redactor,
            LearningContext memory,
            InstantSource clock,
            IdGenerator ids,
            LearningSettings settings,
            @Nullable SummaryConfig summaryConfig) {
        this.ledger = ledger;
        this.extraction = new ExtractionStep(ledger.learning(), extractor, validator, redactor, memory, ids);
        this.clock = clock;
        this.settings = settings;
        this.budget = new TokenBudget(ledger.learning(), clock, settings);
        List<LearningTask> tasks = new ArrayList<>();
        tasks.add(new FactTask(extraction, clock, settings));
        if (summaryConfig != null) {
            SummaryStep step = new SummaryStep(
                    ledger.summaries(),
                    summaryConfig.summarizer(),
                    summaryConfig.origins(),
                    new DerivedMemoryWriter(ledger.summaries(), memory, ids, redactor),
                    clock);
            tasks.add(new SummaryTask(step, summaryConfig.settings()));
        }
        this.queue = new LearningQueue(ledger, tasks, budget, settings);
    }

    /**
     * Schedules extraction from new turns of a conversation. The turns are already stored, so a failure here is only
     * logged.
     *
     * @param turns the recorded turns of one conversation
     */
    public void added(List<StoredTurn> turns) {
        if (turns.isEmpty()) {
            return;
        }
        StoredTurn turn = turns.get(0);
        try {
            // The interruption of the caller must not prevent the extraction of stored turns.
            InterruptGuard.after(() -> scheduleOf(turn, turns.size()));
        } catch (RuntimeException e) {
            LOG.warn(
                    "Extraction from stored turns could not be scheduled. It will be with the next turns of their"
                            + " conversation, a flush or the next start.",
                    e);
        }
    }

    private void scheduleOf(StoredTurn turn, int turns) {
        ledger.learning()
                .conversation(turn.scope(), turn.conversation())
                .ifPresent(conversation -> queue.added(conversation, turns));
    }

    /**
     * Schedules extraction from conversations immediately, without waiting for more turns.
     *
     * @param conversations the conversations
     */
    public void extractNow(List<Conversation> conversations) {
        queue.hurry(ConversationTask.EXTRACT, conversations);
    }

    /**
     * Extracts from all pending turns, makes the summaries that are due, and waits for completion.
     *
     * @param timeout the maximum time to wait
     * @return whether nothing is pending any more, except for parked turns
     * @throws InterruptedException if the thread is interrupted while waiting
     */
    public boolean flush(Duration timeout) throws InterruptedException {
        boolean complete = queue.flush(System.nanoTime() + timeout.toNanos());
        updateIndex();
        return complete;
    }

    /**
     * Ends a conversation: schedules extraction from its remaining turns, and its summary.
     *
     * @param scope the exact scope of its turns
     * @param conversation the name of the conversation
     */
    public void end(Scope scope, String conversation) {
        queue.end(scope, conversation);
    }

    /**
     * Schedules parked turns and summaries again.
     *
     * @param scope the scope of the turns
     */
    public void replay(Scope scope) {
        queue.replay(scope);
    }

    /** Schedules summaries again that were deleted by a forget or hidden by a suppression. */
    public void forgotten() {
        queue.resume(ConversationTask.SUMMARIZE);
    }

    /**
     * Extracts from turns and the pending turns before them in their conversation, and waits until this is done or
     * fails.
     *
     * @param turns turns of one conversation, at least one
     * @param timeout the maximum time to wait
     * @return whether the extraction is done
     * @throws InterruptedException if the thread is interrupted while waiting
     */
    public boolean flush(List<StoredTurn> turns, Duration timeout) throws InterruptedException {
        StoredTurn last = turns.get(turns.size() - 1);
        Optional<Conversation> found = ledger.learning().conversation(last.scope(), last.conversation());
        if (found.isEmpty()) {
            return true;
        }
        Conversation conversation = found.get();
        boolean complete = queue.complete(
                ConversationTask.EXTRACT,
                conversation,
                () -> isPending(conversation, last),
                System.nanoTime() + timeout.toNanos());
        if (complete) {
            updateIndex();
        }
        return complete;
    }

    /** A worker commits before the index is updated, but a caller who waited for the facts must find them. */
    private void updateIndex() {
        extraction.memory().updateIndex();
    }

    private boolean isPending(Conversation conversation, StoredTurn turn) {
        return ledger.learning()
                .nextPending(conversation.id(), 1)
                .filter(pending -> pending.turns().get(0).sequence() <= turn.sequence())
                .isPresent();
    }

    /**
     * Extracts again from turns that another extractor processed.
     *
     * @param scope the scope of the turns
     * @param dryRun whether nothing is written
     * @param progress the listener, notified for each conversation
     * @return the changes that were made, or would be made
     */
    public ReextractionResult reextract(Scope scope, boolean dryRun, ProgressListener progress) {
        return new ReextractionJob(extraction, settings, budget)
                .run(scope, dryRun, clock.instant().truncatedTo(ChronoUnit.MILLIS), progress);
    }

    /**
     * {@return the token usage of a scope today}
     *
     * @param scope the exact scope of turns
     */
    public TokenUsage spending(Scope scope) {
        return budget.usage(scope);
    }

    /** Starts no more work, and waits at most 20 seconds for running work. Pending turns stay pending. */
    @Override
    public void close() {
        queue.close();
    }
}
