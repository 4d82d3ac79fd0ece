package dev.memoir.ingest;

import dev.memoir.MalformedReplyException;
import dev.memoir.Origin;
import dev.memoir.RecordedTurn;
import dev.memoir.extract.GeneratedSummary;
import dev.memoir.extract.LlmSummarizer;
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
 * Summarises one conversation when it is due: after so many turns, and when it has ended. One call of the model a summary, from
 * the summary so far and the new turns. While a model is down it is tried again; replies that cannot be believed several times
 * give the summary up until more is said. Thread-safe.
 */
final class SummaryTask implements ConversationWork {

    private static final Logger LOG = LoggerFactory.getLogger(SummaryTask.class);

    /** At most so many turns in one call, when a conversation was not summarised for long. */
    private static final int MOST_TURNS = 50;

    /** And so many characters, some 6,000 tokens; one turn alone may be longer. */
    private static final int MOST_CHARACTERS = 24_000;

    private final Ledger ledger;
    private final LlmSummarizer summarizer;
    private final Set<Origin> told;
    private final DerivedMemoryWriter telling;
    private final InstantSource clock;
    private final SummarySettings settings;
    private final LearningSettings pace;
    private final ModelPause modelPause;
    private final Map<String, Integer> outages = new ConcurrentHashMap<>();
    private final Set<String> resting = ConcurrentHashMap.newKeySet();
    private final Set<String> pausing = ConcurrentHashMap.newKeySet();

    /**
     * The work.
     *
     * @param told the origins whose words are told
     */
    SummaryTask(
            Ledger ledger,
            LlmSummarizer summarizer,
            Set<Origin> told,
            DerivedMemoryWriter telling,
            InstantSource clock,
            SummarySettings settings,
            LearningSettings pace,
            ModelPause modelPause) {
        this.ledger = ledger;
        this.summarizer = summarizer;
        this.told = Set.copyOf(told);
        this.telling = telling;
        this.clock = clock;
        this.settings = settings;
        this.pace = pace;
        this.modelPause = modelPause;
    }

    @Override
    public Optional<Duration> work(String conversationId) {
        pausing.remove(conversationId);
        try {
            Optional<Duration> again = summarize(conversationId);
            outages.remove(conversationId);
            return again;
        } catch (RuntimeException e) {
            pausing.add(conversationId);
            int failures = outages.merge(conversationId, 1, Integer::sum);
            modelPause.after(e);
            if (failures == 1 || failures % LearningPipeline.ATTEMPTS_PER_REMINDER == 0) {
                ModelOutageLog.report(LOG, "A conversation cannot be summarised now; it is tried again.", e);
            } else {
                LOG.debug("Still no summary, after {} attempts.", failures, e);
            }
            return modelPause.remaining().or(() -> Optional.of(pace.pause(failures)));
        } finally {
            synchronized (outages) {
                outages.notifyAll();
            }
        }
    }

    @Override
    public Optional<Duration> left(String conversationId) {
        return ledger.episode(conversationId, 1).flatMap(this::wait);
    }

    private Optional<Duration> summarize(String conversationId) {
        Optional<UnsummarizedTurns> next = ledger.episode(conversationId, MOST_TURNS);
        while (next.isPresent()) {
            UnsummarizedTurns episode = next.get();
            Optional<Duration> wait = wait(episode);
            if (wait.isEmpty() || wait.get().compareTo(Duration.ZERO) > 0) {
                return wait;
            }
            if (ledger.spent(episode.conversation().scope(), now()) >= pace.dailyTokens()) {
                return Optional.of(rest(conversationId));
            }
            Optional<Duration> paused = modelPause.remaining();
            if (paused.isPresent()) {
                pausing.add(conversationId);
                return paused;
            }
            Optional<Duration> again = tell(episode.first(fitting(episode.turns())));
            if (again.isPresent()) {
                return again;
            }
            next = ledger.episode(conversationId, MOST_TURNS);
        }
        return Optional.empty();
    }

    /** {@return how long a summary has to wait, or empty if there is nothing to tell} */
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

    private static int fitting(List<RecordedTurn> turns) {
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

    /** {@return after how long to try again, or empty if it is done} */
    private Optional<Duration> tell(UnsummarizedTurns episode) {
        Conversation conversation = episode.conversation();
        List<RecordedTurn> shown = episode.turns().stream()
                .filter(turn -> told.contains(turn.turn().origin()))
                .map(turn -> turn.withDefaultZone(telling.zone()))
                .toList();
        int tokens = 0;
        List<GeneratedSummary.Rejected> rejected = List.of();
        String because = "Nothing of the model's summary could be believed.";
        try {
            GeneratedSummary retold = shown.isEmpty()
                    ? new GeneratedSummary(null, List.of(), 0)
                    : summarizer.summarize(episode.summary(), shown);
            if (retold.text() != null || retold.rejected().isEmpty()) {
                return telling.commit(episode, shown, retold, summarizer.id(), now())
                        ? Optional.empty()
                        : Optional.of(pace.firstPause());
            }
            tokens = retold.tokens();
            rejected = retold.rejected();
        } catch (PromptRejectedException e) {
            return rejected(episode, shown, e);
        } catch (MalformedReplyException e) {
            tokens = e.tokens();
            because = String.valueOf(e.getMessage());
        }
        ledger.summaryFailed(
                conversation, telling.failed(episode, shown, rejected, summarizer.id(), now()), tokens, now());
        pausing.add(conversation.id());
        int failures = episode.mark().attempts() + 1;
        if (failures < pace.attempts()) {
            return Optional.of(pace.pause(failures));
        }
        LOG.warn("A conversation is not summarised until more is said in it: {}", because);
        ledger.parkSummary(conversation, because, now());
        return Optional.empty();
    }

    /** What the model rejects is halved until the rejected turn is alone, which is then left out of the summary. */
    private Optional<Duration> rejected(
            UnsummarizedTurns episode, List<RecordedTurn> shown, PromptRejectedException why) {
        if (episode.turns().size() > 1) {
            return tell(episode.first(episode.turns().size() / 2));
        }
        LOG.warn("A turn is left out of the summary of its conversation: {}", why.getMessage());
        return telling.leaveOut(episode, shown, String.valueOf(why.getMessage()), summarizer.id(), now())
                ? Optional.empty()
                : Optional.of(pace.firstPause());
    }

    private Duration rest(String conversationId) {
        LOG.warn("The day's tokens of a scope are spent: its conversations are summarised tomorrow.");
        resting.add(conversationId);
        Instant now = now();
        return Duration.between(
                now,
                now.atZone(ZoneOffset.UTC)
                        .toLocalDate()
                        .plusDays(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant());
    }

    /** Has a conversation tried although its day was over. */
    void wake(Conversation conversation) {
        resting.remove(conversation.id());
    }

    boolean rests(Conversation conversation) {
        return resting.contains(conversation.id());
    }

    /** {@return whether it failed and waits to be tried again} */
    boolean pauses(Conversation conversation) {
        return pausing.contains(conversation.id());
    }

    /** Waits, not for long, until some work was done. */
    void await(long end) throws InterruptedException {
        synchronized (outages) {
            outages.wait(Math.max(1, Math.min(100, (end - System.nanoTime()) / 1_000_000)));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
