// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.learning;

import dev.memoir.MalformedReplyException;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.internal.extract.GeneratedSummary;
import dev.memoir.internal.learning.CallResult.Failure;
import dev.memoir.internal.learning.CallResult.Overtaken;
import dev.memoir.internal.learning.CallResult.Rejected;
import dev.memoir.internal.learning.CallResult.Unusable;
import dev.memoir.internal.learning.CallResult.Written;
import dev.memoir.ledger.UnsummarizedTurns;
import dev.memoir.llm.PromptRejectedException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns to add to the summary of their conversation. Immutable.
 *
 * @param step what the summary is made with
 * @param episode the first unsummarised turns
 */
record SummaryPart(SummaryStep step, UnsummarizedTurns episode) implements PromptPart {

    private static final Logger LOG = LoggerFactory.getLogger(SummaryPart.class);

    @Override
    public Scope scope() {
        return episode.conversation().scope();
    }

    @Override
    public int attempts() {
        return episode.mark().attempts();
    }

    @Override
    public CallResult call() {
        List<StoredTurn> turns = turns();
        GeneratedSummary generated;
        try {
            generated = turns.isEmpty()
                    ? new GeneratedSummary(null, List.of(), 0)
                    : step.summarizer().summarize(episode.summary(), turns);
        } catch (PromptRejectedException e) {
            return new Rejected(String.valueOf(e.getMessage()));
        } catch (MalformedReplyException e) {
            return unusable(turns, List.of(), e.tokens(), String.valueOf(e.getMessage()));
        }
        if (generated.text() == null && !generated.rejected().isEmpty()) {
            return unusable(
                    turns,
                    generated.rejected(),
                    generated.tokens(),
                    "All sentences of the model's summary were rejected.");
        }
        return written(step.writer()
                .commit(episode, turns, generated, step.summarizer().id(), now()));
    }

    private List<StoredTurn> turns() {
        return episode.turns().stream()
                .filter(turn -> step.origins().contains(turn.turn().origin()))
                .map(turn -> turn.withDefaultZone(step.writer().zone()))
                .toList();
    }

    private Unusable unusable(
            List<StoredTurn> turns, List<GeneratedSummary.Rejected> rejected, int tokens, String why) {
        step.ledger()
                .summaryFailed(
                        episode.conversation(),
                        step.writer()
                                .failed(
                                        episode,
                                        turns,
                                        rejected,
                                        step.summarizer().id(),
                                        now()),
                        tokens,
                        now());
        return new Unusable(why);
    }

    private static CallResult written(boolean committed) {
        return committed ? new Written() : new Overtaken();
    }

    /**
     * {@inheritDoc} Of rejected turns the first half is tried; the rest is read again, because its summary continues
     * the one so far. An unusable reply says nothing about single turns.
     */
    @Override
    public List<PromptPart> smaller(Failure why) {
        int turns = episode.turns().size();
        return why instanceof Rejected && turns > 1
                ? List.of(new SummaryPart(step, episode.first(turns / 2)))
                : List.of();
    }

    /** {@inheritDoc} A rejected turn is left out of the summary; unusable replies park it until there are new turns. */
    @Override
    public CallResult park(Failure why) {
        if (why instanceof Rejected) {
            LOG.warn("A turn is left out of the summary of its conversation: {}", why.why());
            return written(step.writer()
                    .leaveOut(episode, turns(), why.why(), step.summarizer().id(), now()));
        }
        LOG.warn("The summary of a conversation is parked until it has new turns: {}", why.why());
        step.ledger().parkSummary(episode.conversation(), why.why(), now());
        return new Written();
    }

    private Instant now() {
        return step.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
