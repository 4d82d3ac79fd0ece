// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.learning;

import dev.memoir.MalformedReplyException;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.internal.learning.CallResult.Failure;
import dev.memoir.internal.learning.CallResult.Rejected;
import dev.memoir.ledger.PendingBatch;
import dev.memoir.llm.PromptRejectedException;
import java.util.List;

/**
 * A batch of turns to extract facts from. Immutable.
 *
 * @param extraction the extraction step
 * @param recorder writes down what comes of the batch
 * @param batch the turns
 * @param alone whether they are sent without previous turns and known facts
 */
record FactPart(ExtractionStep extraction, Recorder recorder, PendingBatch batch, boolean alone) implements PromptPart {

    /** Writes down what comes of a batch. */
    interface Recorder {

        /** {@return whether another extractor has already processed the turns} */
        boolean again();

        /** Commits the facts of a batch. */
        CallResult learned(PendingBatch batch, LearningBatch learning);

        /**
         * Records that a reply cannot be parsed, and what it cost.
         *
         * @throws MalformedReplyException if nothing else is to be tried
         */
        CallResult unreadable(PendingBatch batch, MalformedReplyException why);

        /** Parks a single turn that was rejected or given up. */
        CallResult parked(PendingBatch single, Failure why);
    }

    FactPart(ExtractionStep extraction, Recorder recorder, PendingBatch batch) {
        this(extraction, recorder, batch, false);
    }

    /** {@return the ids of the turns of a batch} */
    static List<String> ids(PendingBatch batch) {
        return batch.turns().stream().map(StoredTurn::id).toList();
    }

    @Override
    public Scope scope() {
        return batch.conversation().scope();
    }

    @Override
    public int attempts() {
        return batch.attempts();
    }

    @Override
    public CallResult call() {
        LearningBatch learning;
        try {
            learning = alone
                    ? extraction.extractAlone(batch, recorder.again())
                    : extraction.extract(batch, recorder.again());
        } catch (PromptRejectedException e) {
            return new Rejected(String.valueOf(e.getMessage()));
        } catch (MalformedReplyException e) {
            // With its context the turn was rejected: a model that answers nonsense without it will not do better.
            return alone ? new Rejected(String.valueOf(e.getMessage())) : recorder.unreadable(batch, e);
        }
        return recorder.learned(batch, learning);
    }

    /**
     * {@inheritDoc} A rejected batch is halved. The model may reject the context and not the turn, so a single rejected
     * turn is tried without it.
     */
    @Override
    public List<PromptPart> smaller(Failure why) {
        int turns = batch.turns().size();
        if (turns > 1) {
            return List.of(part(batch.first(turns / 2), false), part(batch.after(turns / 2), false));
        }
        return alone || !(why instanceof Rejected) ? List.of() : List.of(part(batch, true));
    }

    private FactPart part(PendingBatch some, boolean without) {
        return new FactPart(extraction, recorder, some, without);
    }

    @Override
    public CallResult park(Failure why) {
        return recorder.parked(batch, why);
    }
}
