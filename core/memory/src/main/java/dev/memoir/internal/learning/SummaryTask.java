package dev.memoir.internal.learning;

import dev.memoir.MalformedReplyException;
import dev.memoir.Origin;
import dev.memoir.StoredTurn;
import dev.memoir.internal.extract.GeneratedSummary;
import dev.memoir.internal.extract.LlmSummarizer;
import dev.memoir.learning.LearningSettings;
import dev.memoir.learning.SummarySettings;
import dev.memoir.ledger.Conversation;
import dev.memoir.ledger.ConversationWork;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.UnsummarizedTurns;
import dev.memoir.llm.PromptRejectedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Summarises a conversation when it is due: after a number of turns, and when it has ended. A summary takes one model
 * call, with the summary so far and the new turns. While a model is down the summary is retried. After several rejected
 * replies it is parked until there are new turns. Thread-safe.
 */
final class SummaryTask implements ConversationWork {

    private static final Logger LOG = LoggerFactory.getLogger(SummaryTask.class);

    /** The maximum number of turns per call, for conversations that were not summarised for a long time. */
    private static final int MOST_TURNS = 50;

    /** The maximum number of characters per call, about 6,000 tokens; a single turn may be longer. */
    private static final int MOST_CHARACTERS = 24_000;

    private final Ledger ledger;
    private final LlmSummarizer summarizer;
    private final Set<Origin> origins;
    private final DerivedMemoryWriter writer;
    private final InstantSource clock;
    private final SummarySettings settings;
    private final LearningSettings learningSettings;
    private final ModelPause modelPause;
    private final Map<String, Integer> outages = new ConcurrentHashMap<>();
    private final Set<String> overBudget = ConcurrentHashMap.newKeySet();
    private final Set<String> waitingToRetry = ConcurrentHashMap.newKeySet();

    /**
     * Creates the task.
     *
     * @param origins the origins of the turns to summarise
     */
    SummaryTask(
            Ledger ledger,
            LlmSummarizer summarizer,
            Set<Origin> origins,
            DerivedMemoryWriter writer,
            InstantSource clock,
            SummarySettings settings,
            LearningSettings learningSettings,
            ModelPause modelPause) {
        this.ledger = ledger;
        this.summarizer = summarizer;
        this.origins = Set.copyOf(origins);
        this.writer = writer;
        this.clock = clock;
        this.settings = settings;
        this.learningSettings = learningSettings;
        this.modelPause = modelPause;
    }

    @Override
    public Optional<Duration> work(String conversationId) {
        waitingToRetry.remove(conversationId);
        try {
            Optional<Duration> again = summarize(conversationId);
            outages.remove(conversationId);
            return again;
        } catch (RuntimeException e) {
            waitingToRetry.add(conversationId);
            int failures = outages.merge(conversationId, 1, Integer::sum);
            modelPause.after(e);
            if (failures == 1 || failures % LearningPipeline.ATTEMPTS_PER_REMINDER == 0) {
                ModelOutageLog.report(
                        LOG, "A conversation cannot be summarised now. It waits for the next attempt.", e);
            } else {
                LOG.debug("Still no summary, after {} attempts.", failures, e);
            }
            return modelPause.remaining().or(() -> Optional.of(learningSettings.pause(failures)));
        } finally {
            synchronized (outages) {
                outages.notifyAll();
            }
        }
    }

    @Override
    public Optional<Duration> remainingDelay(String conversationId) {
        return ledger.summaries().unsummarized(conversationId, 1).flatMap(this::wait);
    }

    private Optional<Duration> summarize(String conversationId) {
        Optional<UnsummarizedTurns> next = ledger.summaries().unsummarized(conversationId, MOST_TURNS);
        while (next.isPresent()) {
            UnsummarizedTurns episode = next.get();
            Optional<Duration> wait = wait(episode);
            if (wait.isEmpty() || wait.get().compareTo(Duration.ZERO) > 0) {
                return wait;
            }
            if (ledger.learning().spent(episode.conversation().scope(), now()) >= learningSettings.dailyTokens()) {
                return Optional.of(pauseUntilTomorrow(conversationId));
            }
            Optional<Duration> paused = modelPause.remaining();
            if (paused.isPresent()) {
                waitingToRetry.add(conversationId);
                return paused;
            }
            Optional<Duration> again = summarizeTurns(episode.first(fitting(episode.turns())));
            if (again.isPresent()) {
                return again;
            }
            next = ledger.summaries().unsummarized(conversationId, MOST_TURNS);
        }
        return Optional.empty();
    }

    /** {@return how long a summary has to wait, or empty if there is nothing to summarise} */
    private Optional<Duration> wait(UnsummarizedTurns episode) {
        Instant latest = episode.latest();
        if (episode.waiting() >= settings.everyTurns() || episode.ended()) {
            return Optional.of(Duration.ZERO);
        }
        if (episode.waiting() == 0 || latest == null) {
            return Optional.empty();
        }
        Duration wait = Duration.between(now(), latest.plus(settings.idle()));
        return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    }

    private static int fitting(List<StoredTurn> turns) {
        int count = 0;
        int characters = 0;
        while (count < turns.size()) {
            characters += turns.get(count).text().length();
            if (count > 0 && characters > MOST_CHARACTERS) {
                break;
            }
            count++;
        }
        return count;
    }

    /** {@return the pause before the next attempt, or empty if the summary is done} */
    private Optional<Duration> summarizeTurns(UnsummarizedTurns episode) {
        Conversation conversation = episode.conversation();
        List<StoredTurn> turns = episode.turns().stream()
                .filter(turn -> origins.contains(turn.turn().origin()))
                .map(turn -> turn.withDefaultZone(writer.zone()))
                .toList();
        int tokens = 0;
        List<GeneratedSummary.Rejected> rejected = List.of();
        String because = "All sentences of the model's summary were rejected.";
        try {
            GeneratedSummary generated = turns.isEmpty()
                    ? new GeneratedSummary(null, List.of(), 0)
                    : summarizer.summarize(episode.summary(), turns);
            if (generated.text() != null || generated.rejected().isEmpty()) {
                return writer.commit(episode, turns, generated, summarizer.id(), now())
                        ? Optional.empty()
                        : Optional.of(learningSettings.firstPause());
            }
            tokens = generated.tokens();
            rejected = generated.rejected();
        } catch (PromptRejectedException e) {
            return rejected(episode, turns, e);
        } catch (MalformedReplyException e) {
            tokens = e.tokens();
            because = String.valueOf(e.getMessage());
        }
        ledger.summaries()
                .summaryFailed(
                        conversation, writer.failed(episode, turns, rejected, summarizer.id(), now()), tokens, now());
        waitingToRetry.add(conversation.id());
        int failures = episode.mark().attempts() + 1;
        if (failures < learningSettings.attempts()) {
            return Optional.of(learningSettings.pause(failures));
        }
        LOG.warn("The summary of a conversation is parked until it has new turns: {}", because);
        ledger.summaries().parkSummary(conversation, because, now());
        return Optional.empty();
    }

    /** Isolates a rejected turn by bisection; it is then left out of the summary. */
    private Optional<Duration> rejected(
            UnsummarizedTurns episode, List<StoredTurn> turns, PromptRejectedException why) {
        if (episode.turns().size() > 1) {
            return summarizeTurns(episode.first(episode.turns().size() / 2));
        }
        LOG.warn("A turn is left out of the summary of its conversation: {}", why.getMessage());
        return writer.leaveOut(episode, turns, String.valueOf(why.getMessage()), summarizer.id(), now())
                ? Optional.empty()
                : Optional.of(learningSettings.firstPause());
    }

    private Duration pauseUntilTomorrow(String conversationId) {
        LOG.warn("The daily token budget of a scope is used up. Its conversations are summarised tomorrow.");
        overBudget.add(conversationId);
        Instant now = now();
        return Duration.between(
                now,
                now.atZone(ZoneOffset.UTC)
                        .toLocalDate()
                        .plusDays(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant());
    }

    /** Retries a conversation although its daily budget is used up. */
    void ignoreBudgetPause(Conversation conversation) {
        overBudget.remove(conversation.id());
    }

    boolean isOverBudget(Conversation conversation) {
        return overBudget.contains(conversation.id());
    }

    /** {@return whether a conversation failed and waits for a retry} */
    boolean isWaitingToRetry(Conversation conversation) {
        return waitingToRetry.contains(conversation.id());
    }

    /** Waits briefly until some work is done. */
    void await(long end) throws InterruptedException {
        synchronized (outages) {
            outages.wait(Math.max(1, Math.min(100, (end - System.nanoTime()) / 1_000_000)));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
