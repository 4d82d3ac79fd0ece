package dev.memoir.ingest;

import dev.memoir.MalformedReplyException;
import dev.memoir.ledger.PendingBatch;
import dev.memoir.llm.PromptRejectedException;
import java.time.Duration;
import java.util.Optional;

/**
 * Extracts from a batch. What the model rejects is halved until the rejected turns are alone, so that one turn costs no other:
 * of n turns with one rejected, some 2·log2(n) calls more. Thread-safe.
 */
final class PromptFailureIsolation {

    private final ExtractionStep drawing;
    private final boolean again;

    /** @param again whether the turns were extracted from before, by another extractor */
    PromptFailureIsolation(ExtractionStep drawing, boolean again) {
        this.drawing = drawing;
        this.again = again;
    }

    /** What becomes of the parts of a batch. Each method returns how long to wait with the rest, or empty to go on. */
    interface Handler {

        /** The model may be asked about turns now. */
        Optional<Duration> asking(PendingBatch batch);

        /** Something was extracted. */
        Optional<Duration> extracted(PendingBatch batch, LearningBatch lesson);

        /** A reply cannot be read: how long to wait before the same is asked again, or empty to give the batch up. */
        Optional<Duration> unreadable(PendingBatch batch, MalformedReplyException why);

        /** A single turn was rejected, or given up. */
        Optional<Duration> rejected(PendingBatch single, RuntimeException why);
    }

    /** {@return how long to wait before the rest is extracted from, or empty if nothing is left} */
    Optional<Duration> extract(PendingBatch batch, Handler handler) {
        Optional<Duration> wait = handler.asking(batch);
        if (wait.isPresent()) {
            return wait;
        }
        LearningBatch lesson;
        try {
            lesson = drawing.lesson(batch, again);
        } catch (PromptRejectedException e) {
            return batch.turns().size() > 1 ? halves(batch, handler) : alone(batch, handler);
        } catch (MalformedReplyException e) {
            Optional<Duration> pause = handler.unreadable(batch, e);
            if (pause.isPresent()) {
                return pause;
            }
            return batch.turns().size() > 1 ? halves(batch, handler) : handler.rejected(batch, e);
        }
        return handler.extracted(batch, lesson);
    }

    private Optional<Duration> halves(PendingBatch batch, Handler handler) {
        int half = batch.turns().size() / 2;
        Optional<Duration> wait = extract(batch.first(half), handler);
        return wait.isPresent() ? wait : extract(batch.after(half), handler);
    }

    /** What was said before, or is known, may be what the model rejects: the turn is extracted from without both. */
    private Optional<Duration> alone(PendingBatch single, Handler handler) {
        LearningBatch lesson;
        try {
            lesson = drawing.lessonAlone(single, again);
        } catch (PromptRejectedException | MalformedReplyException e) {
            return handler.rejected(single, e);
        }
        return handler.extracted(single, lesson);
    }
}
