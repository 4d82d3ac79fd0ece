// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.learning;

import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.learning.SummarySettings;
import dev.memoir.ledger.Conversation;
import dev.memoir.ledger.ConversationTask;
import dev.memoir.ledger.SummaryLedger;
import dev.memoir.ledger.UnsummarizedTurns;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Summarises a conversation when it is due: after a number of turns, and when it has ended. A summary takes one model
 * call, with the summary so far and the new turns. After several rejected replies it is parked until there are new
 * turns. Thread-safe.
 */
final class SummaryTask implements LearningTask {

    /** The maximum number of conversations to find at once. */
    private static final int SWEEP = 10_000;

    /** The maximum number of turns per call, for conversations that were not summarised for a long time. */
    private static final int MOST_TURNS = 50;

    /** The maximum number of characters per call, about 6,000 tokens; a single turn may be longer. */
    private static final int MOST_CHARACTERS = 24_000;

    private final SummaryLedger ledger;
    private final SummaryStep step;
    private final SummarySettings settings;

    SummaryTask(SummaryStep step, SummarySettings settings) {
        this.ledger = step.ledger();
        this.step = step;
        this.settings = settings;
    }

    @Override
    public ConversationTask kind() {
        return ConversationTask.SUMMARIZE;
    }

    @Override
    public String waiting() {
        return "A conversation cannot be summarised now. It waits for the next attempt.";
    }

    /** {@inheritDoc} Called too after a forget has deleted summaries. */
    @Override
    public List<Conversation> unfinished() {
        return ledger.unsummarized(1, SWEEP);
    }

    @Override
    public List<Conversation> pending() {
        return ledger.unsummarized(settings.everyTurns(), SWEEP);
    }

    @Override
    public Duration patience(Conversation conversation, int added) {
        boolean enough = ledger.unsummarized(conversation.id(), 1)
                .filter(episode -> episode.waiting() >= settings.everyTurns())
                .isPresent();
        return enough ? Duration.ZERO : settings.idle();
    }

    /** {@inheritDoc} A conversation that goes on is not summarised earlier because a caller is in a hurry. */
    @Override
    public Optional<Next> next(String conversationId, boolean hurried) {
        return ledger.unsummarized(conversationId, MOST_TURNS)
                .flatMap(episode -> wait(episode)
                        .map(wait -> new Next(new SummaryPart(step, episode.first(fitting(episode.turns()))), wait)));
    }

    @Override
    public Optional<Duration> remainingDelay(String conversationId) {
        return ledger.unsummarized(conversationId, 1).flatMap(this::wait);
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
        Instant now = step.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        Duration wait = Duration.between(now, latest.plus(settings.idle()));
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

    @Override
    public Optional<Conversation> end(Scope scope, String conversation) {
        return ledger.end(scope, conversation);
    }

    @Override
    public List<Conversation> replay(Scope scope) {
        return ledger.replaySummaries(scope);
    }
}
