// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.learning;

import dev.memoir.IdGenerator;
import dev.memoir.Memory;
import dev.memoir.StoredTurn;
import dev.memoir.extract.ExtractionRequest;
import dev.memoir.extract.ExtractionResult;
import dev.memoir.extract.FactExtractor;
import dev.memoir.extract.Redactor;
import dev.memoir.internal.extract.ProposalValidator;
import dev.memoir.ledger.LearningLedger;
import dev.memoir.ledger.PendingBatch;
import java.util.List;

/**
 * Extracts and validates proposals from a batch of turns, with the turns before and related memories as context.
 *
 * @param ledger the ledger, for the turns before
 * @param extractor the extractor, called once per batch
 * @param validator the validator of its proposals
 * @param redactor removes secrets from rejected proposals
 * @param memory the memory, to search for known facts
 * @param ids the generator of ids
 */
record ExtractionStep(
        LearningLedger ledger,
        FactExtractor extractor,
        ProposalValidator validator,
        Redactor redactor,
        LearningContext memory,
        IdGenerator ids) {

    /** The number of previous turns that are sent as context. */
    private static final int BEFORE = 4;

    /**
     * {@return the first pending turns, as many as fit into one call}
     *
     * @param pending the pending turns
     * @param tokens the maximum number of tokens of turns, as the extractor reads them
     */
    PromptBatch promptBatch(PendingBatch pending, int tokens) {
        return PromptBatch.of(pending, extractor.excerpts(pending.turns()), tokens);
    }

    /** {@return the validated proposals for the batch; nothing is written yet} */
    LearningBatch extract(PendingBatch pending, boolean again) {
        PendingBatch batch = pending.withDefaultZone(memory.zone());
        List<StoredTurn> before =
                ledger
                        .turnsBefore(
                                batch.conversation().id(), batch.turns().get(0).sequence(), BEFORE)
                        .stream()
                        .map(turn -> turn.withDefaultZone(memory.zone()))
                        .toList();
        List<Memory> known = new KnownFacts(ledger, memory.withFixedEmbedder())
                .of(batch.conversation().scope(), before, extractor.excerpts(batch.turns()));
        ExtractionRequest request = ExtractionRequest.builder(batch.turns())
                .before(before)
                .known(known)
                .instructions(batch.instructions())
                .build();
        return extract(batch, again, request);
    }

    /**
     * {@return the validated proposals for the batch alone, without previous turns and known facts; nothing is written
     * yet}
     */
    LearningBatch extractAlone(PendingBatch pending, boolean again) {
        PendingBatch batch = pending.withDefaultZone(memory.zone());
        return extract(
                batch,
                again,
                ExtractionRequest.builder(batch.turns())
                        .instructions(batch.instructions())
                        .build());
    }

    private LearningBatch extract(PendingBatch batch, boolean again, ExtractionRequest request) {
        ExtractionResult extraction = extractor.extract(request);
        return new LearningBatch(this, again, batch, request, extraction);
    }
}
