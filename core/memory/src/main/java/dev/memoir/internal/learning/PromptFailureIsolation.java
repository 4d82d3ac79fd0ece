package dev.memoir.internal.learning;

import dev.memoir.MalformedReplyException;
import dev.memoir.ledger.PendingBatch;
import dev.memoir.llm.PromptRejectedException;
import java.time.Duration;
import java.util.Optional;

/**
 * Extracts from a batch, and isolates turns that the model rejects by bisection, so that one turn does not block
 * others. For n turns with one rejected this costs about 2·log2(n) additional calls. Thread-safe.
 */
final class PromptFailureIsolation {

    private final ExtractionStep extraction;
    private final boolean again;

    /** @param again whether another extractor has already processed the turns */
    PromptFailureIsolation(ExtractionStep extraction, boolean again) {
        this.extraction = extraction;
        this.again = again;
    }

    /** Handles the parts of a batch. Each method returns how long to wait before the rest, or empty to continue. */
    interface Handler {

        /** Called before the model is called about turns. */
        Optional<Duration> beforeCall(PendingBatch batch);

        /** Called after a successful extraction. */
        Optional<Duration> extracted(PendingBatch batch, LearningBatch learning);

        /** Called for an unreadable reply; returns how long to wait before a retry, or empty to give up the batch. */
        Optional<Duration> unreadable(PendingBatch batch, MalformedReplyException why);

        /** Called for a single turn that was rejected or given up. */
        Optional<Duration> rejected(PendingBatch single, RuntimeException why);
    }

    /** {@return how long to wait before the rest is processed, or empty if nothing is left} */
    Optional<Duration> extract(PendingBatch batch, Handler handler) {
        Optional<Duration> wait = handler.beforeCall(batch);
        if (wait.isPresent()) {
            return wait;
        }
        LearningBatch learning;
        try {
            learning = extraction.extract(batch, again);
        } catch (PromptRejectedException e) {
            return batch.turns().size() > 1 ? halves(batch, handler) : alone(batch, handler);
        } catch (MalformedReplyException e) {
            Optional<Duration> pause = handler.unreadable(batch, e);
            if (pause.isPresent()) {
                return pause;
            }
            return batch.turns().size() > 1 ? halves(batch, handler) : handler.rejected(batch, e);
        }
        return handler.extracted(batch, learning);
    }

    private Optional<Duration> halves(PendingBatch batch, Handler handler) {
        int half = batch.turns().size() / 2;
        Optional<Duration> wait = extract(batch.first(half), handler);
        return wait.isPresent() ? wait : extract(batch.after(half), handler);
    }

    /**
     * The model may reject the context and not the turn, so the turn is tried without previous turns and known facts.
     */
    private Optional<Duration> alone(PendingBatch single, Handler handler) {
        LearningBatch learning;
        try {
            learning = extraction.extractAlone(single, again);
        } catch (PromptRejectedException | MalformedReplyException e) {
            return handler.rejected(single, e);
        }
        return handler.extracted(single, learning);
    }
}
