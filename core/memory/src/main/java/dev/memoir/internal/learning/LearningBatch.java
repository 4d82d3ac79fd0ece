// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.learning;

import dev.memoir.IdGenerator;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.extract.Citation;
import dev.memoir.extract.ExtractionRequest;
import dev.memoir.extract.ExtractionResult;
import dev.memoir.extract.Proposal;
import dev.memoir.extract.Redactor;
import dev.memoir.internal.extract.ValidationResult;
import dev.memoir.internal.resolve.ResolutionContext;
import dev.memoir.internal.resolve.Resolver;
import dev.memoir.internal.resolve.Revision;
import dev.memoir.ledger.LearnedBatch;
import dev.memoir.ledger.LearnedStep;
import dev.memoir.ledger.LearningLedger;
import dev.memoir.ledger.PendingBatch;
import dev.memoir.ledger.RejectedProposal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The validated proposals of one batch of turns, which are resolved against known memories and committed together. */
final class LearningBatch {

    /**
     * The number of attempts to commit, because other writers may change the state meanwhile; retries cost no model
     * call.
     */
    private static final int ATTEMPTS = 5;

    private final LearningLedger ledger;
    private final LearningContext memory;
    private final IdGenerator ids;
    private final String extractor;
    private final PendingBatch batch;
    private final Redactor redactor;
    private final boolean again;
    private final long tokens;
    private final List<Proposal> accepted;
    private final List<ValidationResult.Rejected> rejected;
    private final EmbeddingSimilarity similarity;

    LearningBatch(
            ExtractionStep step,
            boolean again,
            PendingBatch batch,
            ExtractionRequest request,
            ExtractionResult result) {
        this.ledger = step.ledger();
        // Keeps vectors and the name of their space consistent, even if the memory's embedder is replaced meanwhile.
        this.memory = step.memory().withFixedEmbedder();
        this.ids = step.ids();
        this.extractor = step.extractor().id();
        this.redactor = step.redactor();
        this.batch = batch;
        this.again = again;
        this.tokens = result.tokens();
        List<ValidationResult> results = step.validator().check(request, result.proposals());
        this.accepted = results.stream()
                .filter(ValidationResult.Accepted.class::isInstance)
                .map(ValidationResult::proposal)
                .toList();
        this.rejected = results.stream()
                .filter(ValidationResult.Rejected.class::isInstance)
                .map(ValidationResult.Rejected.class::cast)
                .toList();
        this.similarity = new EmbeddingSimilarity(memory);
    }

    /** {@return the number of tokens that the model call used} */
    long tokens() {
        return tokens;
    }

    /**
     * {@return the committed batch; empty if other writers keep changing its memories, or already extracted from its
     * turns}
     */
    Optional<LearnedBatch> commit(Instant now) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            LearnedBatch decided = decide(now, new DryRunState());
            if (ledger.learn(decided)) {
                memory.updateIndex();
                return Optional.of(decided);
            }
        }
        return Optional.empty();
    }

    /** {@return the batch to write, on top of the state of a dry run} */
    LearnedBatch decide(Instant now, DryRunState dryRun) {
        List<LearnedStep> steps = new ArrayList<>();
        ForgetRequestHandler forgetRequests = new ForgetRequestHandler(ledger, memory, ids, extractor, now);
        List<MemoryEvent> suppressions = new ArrayList<>(forgetRequests.lateAnswers(batch));
        if (!accepted.isEmpty()) {
            List<List<Revision>> revisions =
                    new Resolver(similarity, ids).resolve(accepted, dryRun.overlay(known()), extractor, now);
            similarity.embed(revisions.stream()
                    .flatMap(List::stream)
                    .filter(LearningBatch::changesText)
                    .map(revision -> revision.after().text())
                    .toList());
            for (int i = 0; i < revisions.size(); i++) {
                String operation = ids.next();
                revisions.get(i).forEach(revision -> steps.add(step(revision, operation, now)));
                if (accepted.get(i) instanceof Proposal.Delete delete) {
                    suppressions.addAll(forgetRequests.suppressions(batch, delete, operation));
                }
            }
        }
        return new LearnedBatch(
                scope(),
                batch.turns().stream().map(StoredTurn::id).toList(),
                steps,
                rejected.stream().map(rejection -> turnedAway(rejection, now)).toList(),
                suppressions,
                memory.embedderId(),
                now,
                extractor,
                again,
                null,
                tokens);
    }

    private ResolutionContext known() {
        List<String> texts = accepted.stream()
                .filter(Proposal.Claiming.class::isInstance)
                .map(proposal -> ((Proposal.Claiming) proposal).claim().text())
                .toList();
        Set<String> memoryIds = new HashSet<>();
        memory.nearest(scope(), texts).forEach(near -> memoryIds.add(near.id()));
        for (Proposal proposal : accepted) {
            if (proposal instanceof Proposal.Update update) {
                memoryIds.add(update.memoryId());
            } else if (proposal instanceof Proposal.Delete delete) {
                memoryIds.add(delete.memoryId());
            }
        }
        if (again) {
            // Facts that were extracted from these turns before must not be added twice, even if they were retracted
            // since.
            ledger
                    .extractedFrom(
                            scope(), batch.turns().stream().map(StoredTurn::id).toList())
                    .stream()
                    .filter(extracted -> extracted.kind().isStatement())
                    .forEach(extracted -> memoryIds.add(extracted.id()));
        }
        List<Memory> chains = ledger.chains(scope(), memoryIds);
        similarity.embed(
                Stream.concat(texts.stream(), chains.stream().map(Memory::text)).toList());
        Map<String, StoredTurn> turns =
                batch.turns().stream().collect(Collectors.toMap(StoredTurn::id, Function.identity()));
        Map<String, Set<String>> sources =
                ledger.sourceTurns(chains.stream().map(Memory::id).toList());
        Set<String> sourceIds = sources.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        return new ResolutionContext(scope(), chains, sources, turns, ledger.statementOrders(sourceIds));
    }

    private LearnedStep step(Revision revision, String operation, Instant now) {
        Memory before = revision.before();
        return new LearnedStep(
                before,
                revision.after(),
                new MemoryEvent(
                        ids.next(),
                        operation,
                        revision.after().id(),
                        revision.type(),
                        before == null ? null : before.text(),
                        revision.newText(),
                        revision.why(),
                        extractor,
                        now),
                revision.sources(),
                changesText(revision) ? similarity.vector(revision.after().text()) : null);
    }

    private RejectedProposal turnedAway(ValidationResult.Rejected rejection, Instant now) {
        boolean words = rejection.why().keepsText();
        @Nullable
        String text = words && rejection.proposal() instanceof Proposal.Claiming claiming
                ? redactor.redact(claiming.claim().text())
                : null;
        return new RejectedProposal(
                new MemoryEvent(
                        ids.next(),
                        ids.next(),
                        null,
                        MemoryEvent.Type.REJECT,
                        null,
                        text,
                        rejection.why().reason() + ": "
                                + redactor.redact(rejection.why().detail()),
                        extractor,
                        now),
                rejection.proposal().sources().stream()
                        .map(source -> new Citation(source.turnId(), words ? redactor.redact(source.quote()) : ""))
                        .toList());
    }

    private static boolean changesText(Revision revision) {
        Memory before = revision.before();
        return before == null || !before.text().equals(revision.after().text());
    }

    private Scope scope() {
        return batch.conversation().scope();
    }
}
