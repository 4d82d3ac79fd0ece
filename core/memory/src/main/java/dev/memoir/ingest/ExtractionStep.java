package dev.memoir.ingest;

import dev.memoir.IdGenerator;
import dev.memoir.Memory;
import dev.memoir.RecordedTurn;
import dev.memoir.extract.ExtractionRequest;
import dev.memoir.extract.ExtractionResult;
import dev.memoir.extract.FactExtractor;
import dev.memoir.extract.ProposalValidator;
import dev.memoir.extract.Redactor;
import dev.memoir.ledger.LearningLedger;
import dev.memoir.ledger.PendingBatch;
import java.util.List;

/**
 * Asks what a batch of turns tells, in the light of the turns before and of what is known.
 *
 * @param ledger what was said before
 * @param extractor asked once a batch
 * @param gates check what it proposes
 * @param redactor takes secrets out of what was turned away
 * @param memory what is known
 * @param ids mints ids
 */
record ExtractionStep(
        LearningLedger ledger,
        FactExtractor extractor,
        ProposalValidator gates,
        Redactor redactor,
        LearningContext memory,
        IdGenerator ids) {

    /** Turns that are shown to understand the pending ones by. */
    private static final int BEFORE = 4;

    /**
     * {@return the beginning of what is pending, as much as one call takes}
     *
     * @param tokens the most tokens of turns, as the extractor reads them
     */
    PromptBatch portion(PendingBatch pending, int tokens) {
        return PromptBatch.of(pending, extractor.excerpts(pending.turns()), tokens);
    }

    /** {@return what comes of the batch; nothing is written yet} */
    LearningBatch lesson(PendingBatch pending, boolean again) {
        PendingBatch batch = pending.withDefaultZone(memory.zone());
        List<RecordedTurn> before =
                ledger.before(batch.conversation().id(), batch.turns().get(0).sequence(), BEFORE).stream()
                        .map(turn -> turn.withDefaultZone(memory.zone()))
                        .toList();
        List<Memory> known = new KnownFacts(ledger, memory.steady())
                .of(batch.conversation().scope(), before, extractor.excerpts(batch.turns()));
        ExtractionRequest request = new ExtractionRequest(before, batch.turns(), known, batch.instructions());
        return lesson(batch, again, request);
    }

    /** {@return what comes of the batch by itself, without the turns before and what is known; nothing is written yet} */
    LearningBatch lessonAlone(PendingBatch pending, boolean again) {
        PendingBatch batch = pending.withDefaultZone(memory.zone());
        return lesson(batch, again, new ExtractionRequest(List.of(), batch.turns(), List.of(), batch.instructions()));
    }

    private LearningBatch lesson(PendingBatch batch, boolean again, ExtractionRequest request) {
        ExtractionResult extraction = extractor.extract(request);
        return new LearningBatch(this, again, batch, request, extraction);
    }
}
