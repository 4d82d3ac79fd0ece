package dev.memoir.internal.learning;

import dev.memoir.IdGenerator;
import dev.memoir.MalformedReplyException;
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
import dev.memoir.ledger.ConversationSchedule;
import dev.memoir.ledger.ConversationTask;
import dev.memoir.ledger.ConversationWork;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.PendingBatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Extracts facts from pending turns in the background. The turns of one conversation are processed in order, by one
 * worker at a time; a batch takes effect exactly once, because its turns are marked in the same transaction. While a
 * model is down the turns wait for a retry, not before the provider allows it. A turn is parked if the model rejects it
 * or its reply repeatedly cannot be parsed; all other turns continue. Thread-safe.
 */
public final class LearningPipeline implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LearningPipeline.class);

    /** The maximum number of pending conversations to find when the memory opens or is flushed. */
    private static final int SWEEP = 10_000;

    /** With the longest pause, five minutes by default, an outage is reported again about once an hour. */
    static final int ATTEMPTS_PER_REMINDER = 12;

    private final Ledger ledger;
    private final ExtractionStep extraction;
    private final PromptFailureIsolation isolation;
    private final ModelPause modelPause = new ModelPause();
    private final InstantSource clock;
    private final LearningSettings settings;
    private final Map<String, Integer> outages = new ConcurrentHashMap<>();
    private final Set<String> overBudget = ConcurrentHashMap.newKeySet();
    private final Set<String> hurried = ConcurrentHashMap.newKeySet();
    private final ConversationSchedule schedule;
    private final @Nullable SummaryScheduler summaries;

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
    @SuppressWarnings("this-escape")
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
        this.isolation = new PromptFailureIsolation(extraction, false);
        this.clock = clock;
        this.settings = settings;
        Map<ConversationTask, ConversationWork> work = new EnumMap<>(ConversationTask.class);
        work.put(ConversationTask.EXTRACT, new ExtractionWork());
        SummaryTask summaryTask = summaryConfig == null
                ? null
                : new SummaryTask(
                        ledger,
                        summaryConfig.summarizer(),
                        summaryConfig.origins(),
                        new DerivedMemoryWriter(ledger.summaries(), memory, ids, redactor),
                        clock,
                        summaryConfig.settings(),
                        settings,
                        modelPause);
        if (summaryTask != null) {
            work.put(ConversationTask.SUMMARIZE, summaryTask);
        }
        this.schedule = ledger.schedule(work, settings.threads(), settings.poll());
        this.summaries = summaryTask == null || summaryConfig == null
                ? null
                : new SummaryScheduler(ledger.summaries(), schedule, summaryTask, summaryConfig.settings());
        ledger.learning().pendingConversations(SWEEP).forEach(pending -> due(pending.id(), Duration.ZERO));
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
        ledger.learning().conversation(turn.scope(), turn.conversation()).ifPresent(conversation -> {
            due(conversation.id(), turns < settings.minTurns() ? settings.idle() : Duration.ZERO);
            if (summaries != null) {
                summaries.added(conversation);
            }
        });
    }

    /**
     * Schedules extraction from conversations immediately, without waiting for more turns.
     *
     * @param conversations the conversations
     */
    public void extractNow(List<Conversation> conversations) {
        for (Conversation conversation : conversations) {
            overBudget.remove(conversation.id());
            hurried.add(conversation.id());
            due(conversation.id(), Duration.ZERO);
        }
    }

    /**
     * Extracts from all pending turns, makes the summaries that are due, and waits for completion.
     *
     * @param timeout the maximum time to wait
     * @return whether nothing is pending any more, except for parked turns
     * @throws InterruptedException if the thread is interrupted while waiting
     */
    public boolean flush(Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        List<Conversation> pending = ledger.learning().pendingConversations(SWEEP);
        extractNow(pending);
        while (!pending.stream().allMatch(this::isOverBudget) && System.nanoTime() < end) {
            pause(end);
            pending = ledger.learning().pendingConversations(SWEEP);
            extractNow(pending.stream()
                    .filter(conversation -> !hurried.contains(conversation.id()) && !isOverBudget(conversation))
                    .toList());
        }
        boolean summarized = summaries == null || summaries.flush(end);
        updateIndex();
        return summarized && pending.isEmpty();
    }

    /**
     * Ends a conversation: schedules extraction from its remaining turns, and its summary.
     *
     * @param scope the exact scope of its turns
     * @param conversation the name of the conversation
     */
    public void end(Scope scope, String conversation) {
        ledger.learning().conversation(scope, conversation).ifPresent(ended -> extractNow(List.of(ended)));
        if (summaries != null) {
            summaries.end(scope, conversation);
        }
    }

    /**
     * Schedules parked turns and summaries again.
     *
     * @param scope the scope of the turns
     */
    public void replay(Scope scope) {
        extractNow(ledger.learning().replay(scope));
        if (summaries != null) {
            summaries.replay(scope);
        }
    }

    /** Schedules summaries again that were deleted by a forget or hidden by a suppression. */
    public void forgotten() {
        if (summaries != null) {
            summaries.resume();
        }
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
        long end = System.nanoTime() + timeout.toNanos();
        int failures = outages.getOrDefault(conversation.id(), 0);
        extractNow(List.of(conversation));
        while (isPending(conversation, last)) {
            if (isOverBudget(conversation)
                    || outages.getOrDefault(conversation.id(), 0) > failures
                    || modelPause.remaining().isPresent()
                    || System.nanoTime() >= end) {
                return false;
            }
            pause(end);
        }
        updateIndex();
        return true;
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

    private boolean isOverBudget(Conversation conversation) {
        return overBudget.contains(conversation.id());
    }

    private void pause(long end) throws InterruptedException {
        synchronized (outages) {
            outages.wait(Math.max(1, Math.min(100, (end - System.nanoTime()) / 1_000_000)));
        }
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
        return new ReextractionJob(ledger.learning(), extraction, settings).run(scope, dryRun, now(), progress);
    }

    /**
     * {@return the token usage of a scope today}
     *
     * @param scope the exact scope of turns
     */
    public TokenUsage spending(Scope scope) {
        Instant now = now();
        return new TokenUsage(
                now.atZone(ZoneOffset.UTC).toLocalDate(), ledger.learning().spent(scope, now), settings.dailyTokens());
    }

    /** Starts no more work, and waits at most 20 seconds for running work. Pending turns stay pending. */
    @Override
    public void close() {
        schedule.close();
    }

    private void due(String conversationId, Duration wait) {
        schedule.due(ConversationTask.EXTRACT, conversationId, wait);
    }

    private final class ExtractionWork implements ConversationWork {

        @Override
        public Optional<Duration> work(String conversationId) {
            return LearningPipeline.this.work(conversationId);
        }

        @Override
        public Optional<Duration> remainingDelay(String conversationId) {
            return ledger.learning().nextPending(conversationId, 1).map(pending -> Duration.ZERO);
        }
    }

    private Optional<Duration> work(String conversationId) {
        try {
            return extractPending(conversationId);
        } catch (RuntimeException e) {
            int failures = outages.merge(conversationId, 1, Integer::sum);
            modelPause.after(e);
            if (failures == 1 || failures % ATTEMPTS_PER_REMINDER == 0) {
                ModelOutageLog.report(LOG, "No facts can be extracted now. The turns wait for the next attempt.", e);
            } else {
                LOG.debug("Still no facts can be extracted, after {} attempts.", failures, e);
            }
            return modelPause.remaining().or(() -> Optional.of(settings.pause(failures)));
        } finally {
            synchronized (outages) {
                outages.notifyAll();
            }
        }
    }

    private Optional<Duration> extractPending(String conversationId) {
        Optional<PromptBatch> next = next(conversationId);
        while (next.isPresent()) {
            PendingBatch batch = next.get().batch();
            Instant dueAt = dueAt(next.get());
            if (dueAt.isAfter(now()) && !hurried.contains(conversationId)) {
                return Optional.of(Duration.between(now(), dueAt));
            }
            Optional<Duration> again = modelPause.remaining().or(() -> isolation.extract(batch, new Pending()));
            if (again.isPresent()) {
                return again;
            }
            next = next(conversationId);
        }
        hurried.remove(conversationId);
        return Optional.empty();
    }

    private Optional<PromptBatch> next(String conversationId) {
        return ledger.learning()
                .nextPending(conversationId, settings.batchTurns())
                .map(pending -> extraction.promptBatch(pending, settings.batchTokens()));
    }

    /** {@return the time until the next day} Callers that wait for the conversation are released. */
    private Duration pauseUntilTomorrow(String conversationId) {
        LOG.warn("The daily token budget of a scope is used up. Its turns wait until tomorrow; they stay searchable.");
        overBudget.add(conversationId);
        hurried.remove(conversationId);
        Instant now = now();
        return Duration.between(
                now,
                now.atZone(ZoneOffset.UTC)
                        .toLocalDate()
                        .plusDays(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant());
    }

    private Instant dueAt(PromptBatch promptBatch) {
        List<StoredTurn> turns = promptBatch.batch().turns();
        Instant latest = turns.get(turns.size() - 1).recordedAt();
        return promptBatch.full() || turns.size() >= settings.minTurns() ? latest : latest.plus(settings.idle());
    }

    /** Handles the results of extraction from pending turns. */
    private final class Pending implements PromptFailureIsolation.Handler {

        @Override
        public Optional<Duration> beforeCall(PendingBatch batch) {
            Conversation conversation = batch.conversation();
            return ledger.learning().spent(conversation.scope(), now()) >= settings.dailyTokens()
                    ? Optional.of(pauseUntilTomorrow(conversation.id()))
                    : Optional.empty();
        }

        @Override
        public Optional<Duration> extracted(PendingBatch batch, LearningBatch learning) {
            if (learning.commit(now()).isEmpty()) {
                return Optional.of(settings.firstPause());
            }
            outages.remove(batch.conversation().id());
            return Optional.empty();
        }

        @Override
        public Optional<Duration> unreadable(PendingBatch batch, MalformedReplyException why) {
            LOG.debug("A reply cannot be parsed: {}", why.getMessage());
            ledger.learning().failed(batch.conversation().scope(), ids(batch), why.tokens(), now());
            return batch.attempts() + 1 < settings.attempts()
                    ? Optional.of(settings.pause(batch.attempts() + 1))
                    : Optional.empty();
        }

        @Override
        public Optional<Duration> rejected(PendingBatch single, RuntimeException why) {
            LOG.warn(
                    "A turn is parked, and no facts are extracted from it: {} It stays searchable. Replay it with"
                            + " another model.",
                    why.getMessage());
            ledger.learning().park(ids(single), String.valueOf(why.getMessage()), now());
            return Optional.empty();
        }

        private List<String> ids(PendingBatch batch) {
            return batch.turns().stream().map(StoredTurn::id).toList();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
