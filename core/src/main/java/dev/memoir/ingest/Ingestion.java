package dev.memoir.ingest;

import dev.memoir.IdGenerator;
import dev.memoir.MalformedReplyException;
import dev.memoir.RecordedTurn;
import dev.memoir.extract.Extraction;
import dev.memoir.extract.ExtractionRequest;
import dev.memoir.extract.FactExtractor;
import dev.memoir.extract.Gates;
import dev.memoir.ledger.Conversation;
import dev.memoir.ledger.ConversationSchedule;
import dev.memoir.ledger.ConversationWork;
import dev.memoir.ledger.LearningLedger;
import dev.memoir.ledger.PendingBatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws facts from pending turns, behind the conversations. The turns of one conversation are drawn from in order, by one
 * worker at a time; a batch takes effect once, with its turns marked in the same transaction. While a model is down the turns
 * wait and are tried again; a reply that cannot be read several times parks its turns, and the later ones go on. Thread-safe.
 */
public final class Ingestion implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ingestion.class);

    /** Turns that are shown to understand the pending ones by. */
    private static final int BEFORE = 4;

    /** Pending conversations that are looked for at once, when the memory opens or is flushed. */
    private static final int SWEEP = 10_000;

    private final LearningLedger ledger;
    private final FactExtractor extractor;
    private final Gates gates;
    private final MemoryAccess memory;
    private final InstantSource clock;
    private final IdGenerator ids;
    private final IngestSettings settings;
    private final Map<String, Integer> outages = new ConcurrentHashMap<>();
    private final Set<String> hurried = ConcurrentHashMap.newKeySet();
    private final ConversationSchedule schedule;

    /**
     * Starts to draw facts; turns that were left pending come first.
     *
     * @param ledger what is pending, and what is known
     * @param extractor draws facts
     * @param gates checks them
     * @param memory the memory around it
     * @param clock tells now
     * @param ids mints ids
     * @param settings how
     */
    @SuppressWarnings("this-escape")
    public Ingestion(
            LearningLedger ledger,
            FactExtractor extractor,
            Gates gates,
            MemoryAccess memory,
            InstantSource clock,
            IdGenerator ids,
            IngestSettings settings) {
        this.ledger = ledger;
        this.extractor = extractor;
        this.gates = gates;
        this.memory = memory;
        this.clock = clock;
        this.ids = ids;
        this.settings = settings;
        ConversationWork work = this::work;
        this.schedule = ledger.schedule(work, settings.threads(), settings.poll());
        ledger.pendingConversations(SWEEP).forEach(pending -> schedule.due(pending.id(), Duration.ZERO));
    }

    /**
     * Has facts drawn from a conversation's new turns, soon.
     *
     * @param turns what was recorded, of one conversation
     */
    public void added(List<RecordedTurn> turns) {
        if (turns.isEmpty()) {
            return;
        }
        RecordedTurn turn = turns.get(0);
        ledger.conversation(turn.scope(), turn.conversation())
                .ifPresent(conversation -> schedule.due(
                        conversation.id(), turns.size() < settings.enoughTurns() ? settings.idle() : Duration.ZERO));
    }

    /**
     * Has facts drawn from conversations at once, without waiting for more turns.
     *
     * @param conversations which
     */
    public void hurry(List<Conversation> conversations) {
        for (Conversation conversation : conversations) {
            hurried.add(conversation.id());
            schedule.due(conversation.id(), Duration.ZERO);
        }
    }

    /**
     * Draws from everything that is pending, and waits for it.
     *
     * @param patience the longest wait
     * @return whether nothing is pending any more, but what is parked
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public boolean flush(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        List<Conversation> pending = ledger.pendingConversations(SWEEP);
        hurry(pending);
        while (!pending.isEmpty() && System.nanoTime() < end) {
            synchronized (outages) {
                outages.wait(Math.max(1, Math.min(100, (end - System.nanoTime()) / 1_000_000)));
            }
            pending = ledger.pendingConversations(SWEEP);
            hurry(pending.stream()
                    .filter(conversation -> !hurried.contains(conversation.id()))
                    .toList());
        }
        return pending.isEmpty();
    }

    /** Takes up no more work, and waits, not for long, for what runs. What is pending stays pending. */
    @Override
    public void close() {
        schedule.close();
    }

    private Optional<Duration> work(String conversationId) {
        try {
            return draw(conversationId);
        } catch (RuntimeException e) {
            int failures = outages.merge(conversationId, 1, Integer::sum);
            Duration pause = settings.pause(failures);
            if (failures == 1) {
                LOG.warn("No facts can be drawn now; the turns wait, and it is tried again.", e);
            } else {
                LOG.debug("Still no facts can be drawn, after {} attempts.", failures, e);
            }
            return Optional.of(pause);
        } finally {
            synchronized (outages) {
                outages.notifyAll();
            }
        }
    }

    private Optional<Duration> draw(String conversationId) {
        Optional<PendingBatch> next = ledger.nextPending(conversationId, settings.batchTurns());
        while (next.isPresent()) {
            PendingBatch batch = next.get();
            Instant ripe = ripe(batch);
            if (ripe.isAfter(now()) && !hurried.contains(conversationId)) {
                return Optional.of(Duration.between(now(), ripe));
            }
            Optional<Duration> again = draw(batch);
            if (again.isPresent()) {
                return again;
            }
            outages.remove(conversationId);
            next = ledger.nextPending(conversationId, settings.batchTurns());
        }
        hurried.remove(conversationId);
        return Optional.empty();
    }

    private Instant ripe(PendingBatch batch) {
        Instant latest = batch.turns().get(batch.turns().size() - 1).recordedAt();
        return batch.turns().size() >= settings.enoughTurns() ? latest : latest.plus(settings.idle());
    }

    /** {@return after how long to come again, or empty if the batch is done with} */
    private Optional<Duration> draw(PendingBatch batch) {
        List<String> turnIds = batch.turns().stream().map(RecordedTurn::id).toList();
        try {
            ExtractionRequest request = request(batch);
            Extraction extraction = extractor.extract(request);
            Lesson lesson = new Lesson(ledger, memory, ids, extractor.id(), gates, batch, request, extraction);
            return lesson.commit(now()) ? Optional.empty() : Optional.of(settings.firstPause());
        } catch (MalformedReplyException e) {
            if (batch.attempts() + 1 < settings.attempts()) {
                LOG.debug("A reply cannot be read: {}", e.getMessage());
                ledger.failed(turnIds);
                return Optional.of(settings.pause(batch.attempts() + 1));
            }
            LOG.warn(
                    "{} turns are parked: the model's replies about them cannot be read ({}). They stay searchable."
                            + " Replay them when another model is there.",
                    turnIds.size(),
                    e.getMessage());
            ledger.park(turnIds, String.valueOf(e.getMessage()), now());
            return Optional.empty();
        }
    }

    private ExtractionRequest request(PendingBatch batch) {
        return new ExtractionRequest(
                ledger.before(batch.conversation().id(), batch.turns().get(0).sequence(), BEFORE),
                batch.turns(),
                memory.nearest(
                        batch.conversation().scope(),
                        batch.turns().stream().map(RecordedTurn::text).toList()),
                batch.instructions());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
