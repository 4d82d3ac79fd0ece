package dev.memoir.ingest;

import dev.memoir.IdGenerator;
import dev.memoir.MalformedReplyException;
import dev.memoir.ProgressListener;
import dev.memoir.RecordedTurn;
import dev.memoir.Reextraction;
import dev.memoir.Scope;
import dev.memoir.Spending;
import dev.memoir.concurrent.InterruptGuard;
import dev.memoir.extract.FactExtractor;
import dev.memoir.extract.ProposalValidator;
import dev.memoir.extract.Redactor;
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
 * Draws facts from pending turns, behind the conversations. The turns of one conversation are drawn from in order, by one
 * worker at a time; a batch takes effect once, with its turns marked in the same transaction. While a model is down the turns
 * wait and are tried again, not before the provider wants it; a turn that the model rejects, or replies about which cannot be
 * read several times, is parked alone, and all others go on. Thread-safe.
 */
public final class LearningPipeline implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LearningPipeline.class);

    /** Pending conversations that are looked for at once, when the memory opens or is flushed. */
    private static final int SWEEP = 10_000;

    /** At the longest pause, five minutes by default, an outage is reported again about every hour. */
    static final int ATTEMPTS_PER_REMINDER = 12;

    private final Ledger ledger;
    private final ExtractionStep drawing;
    private final PromptFailureIsolation isolation;
    private final ModelPause modelPause = new ModelPause();
    private final InstantSource clock;
    private final LearningSettings settings;
    private final Map<String, Integer> outages = new ConcurrentHashMap<>();
    private final Set<String> resting = ConcurrentHashMap.newKeySet();
    private final Set<String> hurried = ConcurrentHashMap.newKeySet();
    private final ConversationSchedule schedule;
    private final @Nullable SummaryScheduler summaries;

    /**
     * Starts to draw facts; turns that were left pending come first.
     *
     * @param ledger what is pending, and what is known
     * @param extractor draws facts
     * @param gates checks them
     * @param redactor takes secrets out of what is turned away
     * @param memory the memory around it
     * @param clock tells now
     * @param ids mints ids
     * @param settings how
     * @param plan how conversations are summarised, or null if they are not
     */
    @SuppressWarnings("this-escape")
    public LearningPipeline(
            Ledger ledger,
            FactExtractor extractor,
            ProposalValidator gates,
            Redactor redactor,
            LearningContext memory,
            InstantSource clock,
            IdGenerator ids,
            LearningSettings settings,
            @Nullable SummaryConfig plan) {
        this.ledger = ledger;
        this.drawing = new ExtractionStep(ledger, extractor, gates, redactor, memory, ids);
        this.isolation = new PromptFailureIsolation(drawing, false);
        this.clock = clock;
        this.settings = settings;
        Map<ConversationTask, ConversationWork> work = new EnumMap<>(ConversationTask.class);
        work.put(ConversationTask.EXTRACT, new Extracting());
        SummaryTask summarizing = plan == null
                ? null
                : new SummaryTask(
                        ledger,
                        plan.summarizer(),
                        plan.told(),
                        new DerivedMemoryWriter(ledger, memory, ids, redactor),
                        clock,
                        plan.settings(),
                        settings,
                        modelPause);
        if (summarizing != null) {
            work.put(ConversationTask.SUMMARIZE, summarizing);
        }
        this.schedule = ledger.schedule(work, settings.threads(), settings.poll());
        this.summaries = summarizing == null || plan == null
                ? null
                : new SummaryScheduler(ledger, schedule, summarizing, plan.settings());
        ledger.pendingConversations(SWEEP).forEach(pending -> due(pending.id(), Duration.ZERO));
    }

    /**
     * Has facts drawn from a conversation's new turns, soon. The turns are stored: what fails here is logged.
     *
     * @param turns what was recorded, of one conversation
     */
    public void added(List<RecordedTurn> turns) {
        if (turns.isEmpty()) {
            return;
        }
        RecordedTurn turn = turns.get(0);
        try {
            // An interrupted caller does not keep from learning what it has stored.
            InterruptGuard.after(() -> scheduleOf(turn, turns.size()));
        } catch (RuntimeException e) {
            LOG.warn(
                    "Turns that are stored could not be put down for facts to be drawn from. They are, with the next turns"
                            + " of their conversation, a flush or the next start.",
                    e);
        }
    }

    private void scheduleOf(RecordedTurn turn, int turns) {
        ledger.conversation(turn.scope(), turn.conversation()).ifPresent(conversation -> {
            due(conversation.id(), turns < settings.enoughTurns() ? settings.idle() : Duration.ZERO);
            if (summaries != null) {
                summaries.added(conversation);
            }
        });
    }

    /**
     * Has facts drawn from conversations at once, without waiting for more turns.
     *
     * @param conversations which
     */
    public void hurry(List<Conversation> conversations) {
        for (Conversation conversation : conversations) {
            resting.remove(conversation.id());
            hurried.add(conversation.id());
            due(conversation.id(), Duration.ZERO);
        }
    }

    /**
     * Draws from everything that is pending, makes the summaries that are due, and waits for it.
     *
     * @param patience the longest wait
     * @return whether nothing is pending any more, but what is parked
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public boolean flush(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        List<Conversation> pending = ledger.pendingConversations(SWEEP);
        hurry(pending);
        while (!pending.stream().allMatch(this::rests) && System.nanoTime() < end) {
            pause(end);
            pending = ledger.pendingConversations(SWEEP);
            hurry(pending.stream()
                    .filter(conversation -> !hurried.contains(conversation.id()) && !rests(conversation))
                    .toList());
        }
        boolean told = summaries == null || summaries.flush(end);
        followed();
        return told && pending.isEmpty();
    }

    /**
     * Has facts drawn from what is left of a conversation, and it summarised.
     *
     * @param scope the scope of its turns, exactly
     * @param conversation its name
     */
    public void end(Scope scope, String conversation) {
        ledger.conversation(scope, conversation).ifPresent(ended -> hurry(List.of(ended)));
        if (summaries != null) {
            summaries.end(scope, conversation);
        }
    }

    /**
     * Has parked turns drawn from and parked summaries made again.
     *
     * @param scope whose
     */
    public void replay(Scope scope) {
        hurry(ledger.replay(scope));
        if (summaries != null) {
            summaries.replay(scope);
        }
    }

    /** Has summaries made again that a forget destroyed or a suppression hid. */
    public void forgotten() {
        if (summaries != null) {
            summaries.resume();
        }
    }

    /**
     * Draws from turns, and from those of their conversation before them, and waits for it; not longer if it fails.
     *
     * @param turns of one conversation, at least one
     * @param patience the longest wait
     * @return whether they were drawn from
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public boolean flush(List<RecordedTurn> turns, Duration patience) throws InterruptedException {
        RecordedTurn last = turns.get(turns.size() - 1);
        Optional<Conversation> found = ledger.conversation(last.scope(), last.conversation());
        if (found.isEmpty()) {
            return true;
        }
        Conversation conversation = found.get();
        long end = System.nanoTime() + patience.toNanos();
        int failures = outages.getOrDefault(conversation.id(), 0);
        hurry(List.of(conversation));
        while (waits(conversation, last)) {
            if (rests(conversation)
                    || outages.getOrDefault(conversation.id(), 0) > failures
                    || modelPause.remaining().isPresent()
                    || System.nanoTime() >= end) {
                return false;
            }
            pause(end);
        }
        followed();
        return true;
    }

    /** A worker commits before the index follows: whoever waited for the facts must find them. */
    private void followed() {
        drawing.memory().committed();
    }

    private boolean waits(Conversation conversation, RecordedTurn turn) {
        return ledger.nextPending(conversation.id(), 1)
                .filter(pending -> pending.turns().get(0).sequence() <= turn.sequence())
                .isPresent();
    }

    private boolean rests(Conversation conversation) {
        return resting.contains(conversation.id());
    }

    private void pause(long end) throws InterruptedException {
        synchronized (outages) {
            outages.wait(Math.max(1, Math.min(100, (end - System.nanoTime()) / 1_000_000)));
        }
    }

    /**
     * Draws again from turns that another extractor drew from.
     *
     * @param scope whose turns
     * @param dryRun whether nothing is written
     * @param progress hears of each conversation
     * @return what changed, or would
     */
    public Reextraction again(Scope scope, boolean dryRun, ProgressListener progress) {
        return new ReextractionJob(ledger, drawing, settings).run(scope, dryRun, now(), progress);
    }

    /**
     * {@return what a scope has cost today}
     *
     * @param scope the scope of turns, exactly
     */
    public Spending spending(Scope scope) {
        Instant now = now();
        return new Spending(now.atZone(ZoneOffset.UTC).toLocalDate(), ledger.spent(scope, now), settings.dailyTokens());
    }

    /** Takes up no more work, and waits, at most 20 seconds, for what runs. What is pending stays pending. */
    @Override
    public void close() {
        schedule.close();
    }

    private void due(String conversationId, Duration wait) {
        schedule.due(ConversationTask.EXTRACT, conversationId, wait);
    }

    private final class Extracting implements ConversationWork {

        @Override
        public Optional<Duration> work(String conversationId) {
            return LearningPipeline.this.work(conversationId);
        }

        @Override
        public Optional<Duration> left(String conversationId) {
            return ledger.nextPending(conversationId, 1).map(pending -> Duration.ZERO);
        }
    }

    private Optional<Duration> work(String conversationId) {
        try {
            return draw(conversationId);
        } catch (RuntimeException e) {
            int failures = outages.merge(conversationId, 1, Integer::sum);
            modelPause.after(e);
            if (failures == 1 || failures % ATTEMPTS_PER_REMINDER == 0) {
                ModelOutageLog.report(LOG, "No facts can be extracted now; the turns wait, and it is tried again.", e);
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

    private Optional<Duration> draw(String conversationId) {
        Optional<PromptBatch> next = next(conversationId);
        while (next.isPresent()) {
            PendingBatch batch = next.get().batch();
            Instant ripe = ripe(next.get());
            if (ripe.isAfter(now()) && !hurried.contains(conversationId)) {
                return Optional.of(Duration.between(now(), ripe));
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
        return ledger.nextPending(conversationId, settings.batchTurns())
                .map(pending -> drawing.portion(pending, settings.batchTokens()));
    }

    /** Until the day is over. Whoever waits for the conversation need not wait so long. */
    private Duration rest(String conversationId) {
        LOG.warn("The day's tokens of a scope are spent: its turns wait for tomorrow. They stay searchable.");
        resting.add(conversationId);
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

    private Instant ripe(PromptBatch portion) {
        List<RecordedTurn> turns = portion.batch().turns();
        Instant latest = turns.get(turns.size() - 1).recordedAt();
        return portion.full() || turns.size() >= settings.enoughTurns() ? latest : latest.plus(settings.idle());
    }

    /** What becomes of pending turns. */
    private final class Pending implements PromptFailureIsolation.Handler {

        @Override
        public Optional<Duration> asking(PendingBatch batch) {
            Conversation conversation = batch.conversation();
            return ledger.spent(conversation.scope(), now()) >= settings.dailyTokens()
                    ? Optional.of(rest(conversation.id()))
                    : Optional.empty();
        }

        @Override
        public Optional<Duration> extracted(PendingBatch batch, LearningBatch lesson) {
            if (lesson.commit(now()).isEmpty()) {
                return Optional.of(settings.firstPause());
            }
            outages.remove(batch.conversation().id());
            return Optional.empty();
        }

        @Override
        public Optional<Duration> unreadable(PendingBatch batch, MalformedReplyException why) {
            LOG.debug("A reply cannot be read: {}", why.getMessage());
            ledger.failed(batch.conversation().scope(), ids(batch), why.tokens(), now());
            return batch.attempts() + 1 < settings.attempts()
                    ? Optional.of(settings.pause(batch.attempts() + 1))
                    : Optional.empty();
        }

        @Override
        public Optional<Duration> rejected(PendingBatch single, RuntimeException why) {
            LOG.warn(
                    "A turn is parked, and no facts are extracted from it: {} It stays searchable. Replay it when another"
                            + " model is there.",
                    why.getMessage());
            ledger.park(ids(single), String.valueOf(why.getMessage()), now());
            return Optional.empty();
        }

        private List<String> ids(PendingBatch batch) {
            return batch.turns().stream().map(RecordedTurn::id).toList();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
