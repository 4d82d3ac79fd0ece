// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.learning;

import dev.memoir.MalformedReplyException;
import dev.memoir.ProgressListener;
import dev.memoir.ReextractionResult;
import dev.memoir.Scope;
import dev.memoir.internal.learning.CallResult.Failure;
import dev.memoir.internal.learning.CallResult.Written;
import dev.memoir.learning.LearningSettings;
import dev.memoir.ledger.Conversation;
import dev.memoir.ledger.LearnedBatch;
import dev.memoir.ledger.LearnedStep;
import dev.memoir.ledger.LearningLedger;
import dev.memoir.ledger.PendingBatch;
import dev.memoir.ledger.RejectedProposal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Extracts again from turns that another extractor processed. Each batch is committed separately and marks its turns,
 * so an interrupted run continues where it stopped. Thread-safe.
 */
final class ReextractionJob {

    private static final Logger LOG = LoggerFactory.getLogger(ReextractionJob.class);

    private final LearningLedger ledger;

    private final ExtractionStep extraction;
    private final LearningSettings settings;
    private final TokenBudget budget;

    ReextractionJob(ExtractionStep extraction, LearningSettings settings, TokenBudget budget) {
        this.ledger = extraction.ledger();
        this.extraction = extraction;
        this.settings = settings;
        this.budget = budget;
    }

    ReextractionResult run(Scope scope, boolean dryRun, Instant now, ProgressListener progress) {
        Tally tally = new Tally(ledger, budget, dryRun, now);
        List<Conversation> conversations = ledger.conversations(scope);
        for (int i = 0; i < conversations.size(); i++) {
            progress.progress("extracting again", i, conversations.size());
            run(conversations.get(i), tally);
        }
        progress.progress("extracting again", conversations.size(), conversations.size());
        return tally.report();
    }

    private void run(Conversation conversation, Tally tally) {
        PromptFailureIsolation isolation = new PromptFailureIsolation(tally);
        String extractor = extraction.extractor().id();
        Optional<PendingBatch> next =
                ledger.nextForReextraction(conversation.id(), extractor, -1, settings.batchTurns());
        while (next.isPresent()) {
            PendingBatch batch =
                    extraction.promptBatch(next.get(), settings.batchTokens()).batch();
            if (isolation.run(new FactPart(extraction, tally, batch)).isPresent()) {
                return;
            }
            long last = batch.turns().get(batch.turns().size() - 1).sequence();
            next = ledger.nextForReextraction(conversation.id(), extractor, last, settings.batchTurns());
        }
    }

    /** Counts what is done, and stops when the budget is used up. Not thread-safe. */
    private static final class Tally implements FactPart.Recorder, PromptFailureIsolation.CallPolicy {

        private final LearningLedger ledger;
        private final TokenBudget budget;
        private final boolean dryRun;
        private final Instant now;
        private final DryRunState dryRunState = new DryRunState();
        private final List<ReextractionResult.Change> changes = new ArrayList<>();
        private int turns;
        private long tokens;
        private boolean complete = true;

        Tally(LearningLedger ledger, TokenBudget budget, boolean dryRun, Instant now) {
            this.ledger = ledger;
            this.budget = budget;
            this.dryRun = dryRun;
            this.now = now;
        }

        @Override
        public Optional<Duration> beforeCall(PromptPart part) {
            if (!budget.usedUp(part.scope())) {
                return Optional.empty();
            }
            complete = false;
            return Optional.of(Duration.ZERO);
        }

        @Override
        public Optional<Duration> afterCall(PromptPart part, CallResult result) {
            return Optional.empty();
        }

        @Override
        public boolean again() {
            return true;
        }

        @Override
        public CallResult learned(PendingBatch batch, LearningBatch learning) {
            if (dryRun) {
                ledger.spend(batch.conversation().scope(), learning.tokens(), now);
            }
            add(batch, learning);
            return new Written();
        }

        @Override
        public CallResult unreadable(PendingBatch batch, MalformedReplyException why) {
            throw why;
        }

        @Override
        public CallResult parked(PendingBatch single, Failure why) {
            LOG.warn("No facts are extracted again from a turn: {}", why.why());
            complete = false;
            return new Written();
        }

        private void add(PendingBatch batch, LearningBatch learning) {
            Optional<LearnedBatch> learned;
            if (dryRun) {
                LearnedBatch decided = learning.decide(now, dryRunState);
                dryRunState.apply(decided);
                learned = Optional.of(decided);
            } else {
                learned = learning.commit(now);
            }
            tokens += learning.tokens();
            if (learned.isEmpty()) {
                complete = false;
                return;
            }
            turns += batch.turns().size();
            for (LearnedStep step : learned.get().steps()) {
                changes.add(new ReextractionResult.Change(step.event(), step.before(), step.after()));
            }
            for (RejectedProposal rejected : learned.get().rejections()) {
                changes.add(new ReextractionResult.Change(rejected.event(), null, null));
            }
        }

        ReextractionResult report() {
            return new ReextractionResult(dryRun, complete, turns, tokens, changes);
        }
    }
}
