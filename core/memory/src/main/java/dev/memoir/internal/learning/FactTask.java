// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.learning;

import dev.memoir.MalformedReplyException;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.internal.learning.CallResult.Failure;
import dev.memoir.internal.learning.CallResult.Overtaken;
import dev.memoir.internal.learning.CallResult.Unusable;
import dev.memoir.internal.learning.CallResult.Written;
import dev.memoir.learning.LearningSettings;
import dev.memoir.ledger.Conversation;
import dev.memoir.ledger.ConversationTask;
import dev.memoir.ledger.LearningLedger;
import dev.memoir.ledger.PendingBatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Extracts facts from the pending turns of a conversation, in order, batch by batch. A batch takes effect exactly once,
 * because its turns are marked in the same transaction. Thread-safe.
 */
final class FactTask implements LearningTask, FactPart.Recorder {

    private static final Logger LOG = LoggerFactory.getLogger(FactTask.class);

    /** The maximum number of pending conversations to find when the memory opens or is flushed. */
    private static final int SWEEP = 10_000;

    private final LearningLedger ledger;
    private final ExtractionStep extraction;
    private final InstantSource clock;
    private final LearningSettings settings;

    FactTask(ExtractionStep extraction, InstantSource clock, LearningSettings settings) {
        this.ledger = extraction.ledger();
        this.extraction = extraction;
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    public ConversationTask kind() {
        return ConversationTask.EXTRACT;
    }

    @Override
    public String waiting() {
        return "No facts can be extracted now. The turns wait for the next attempt.";
    }

    @Override
    public List<Conversation> unfinished() {
        return pending();
    }

    @Override
    public List<Conversation> pending() {
        return ledger.pendingConversations(SWEEP);
    }

    @Override
    public Duration patience(Conversation conversation, int added) {
        return added < settings.minTurns() ? settings.idle() : Duration.ZERO;
    }

    @Override
    public Optional<Next> next(String conversationId, boolean hurried) {
        return ledger.nextPending(conversationId, settings.batchTurns())
                .map(pending -> extraction.promptBatch(pending, settings.batchTokens()))
                .map(next -> new Next(
                        new FactPart(extraction, this, next.batch()),
                        hurried ? Duration.ZERO : Duration.between(now(), dueAt(next))));
    }

    private Instant dueAt(PromptBatch promptBatch) {
        List<StoredTurn> turns = promptBatch.batch().turns();
        Instant latest = turns.get(turns.size() - 1).recordedAt();
        return promptBatch.full() || turns.size() >= settings.minTurns() ? latest : latest.plus(settings.idle());
    }

    @Override
    public Optional<Duration> remainingDelay(String conversationId) {
        return ledger.nextPending(conversationId, 1).map(pending -> Duration.ZERO);
    }

    @Override
    public Optional<Conversation> end(Scope scope, String conversation) {
        return ledger.conversation(scope, conversation);
    }

    @Override
    public List<Conversation> replay(Scope scope) {
        return ledger.replay(scope);
    }

    @Override
    public boolean again() {
        return false;
    }

    @Override
    public CallResult learned(PendingBatch batch, LearningBatch learning) {
        return learning.commit(now()).isPresent() ? new Written() : new Overtaken();
    }

    @Override
    public CallResult unreadable(PendingBatch batch, MalformedReplyException why) {
        LOG.debug("A reply cannot be parsed: {}", why.getMessage());
        ledger.failed(batch.conversation().scope(), FactPart.ids(batch), why.tokens(), now());
        return new Unusable(String.valueOf(why.getMessage()));
    }

    @Override
    public CallResult parked(PendingBatch single, Failure why) {
        LOG.warn(
                "A turn is parked, and no facts are extracted from it: {} It stays searchable. Replay it with another"
                        + " model.",
                why.why());
        ledger.park(FactPart.ids(single), why.why(), now());
        return new Written();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
