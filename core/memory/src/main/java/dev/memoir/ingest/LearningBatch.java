package dev.memoir.ingest;

import dev.memoir.IdGenerator;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.RecordedTurn;
import dev.memoir.Scope;
import dev.memoir.extract.Citation;
import dev.memoir.extract.ExtractionRequest;
import dev.memoir.extract.ExtractionResult;
import dev.memoir.extract.Proposal;
import dev.memoir.extract.Redactor;
import dev.memoir.extract.ValidationResult;
import dev.memoir.ledger.LearnedBatch;
import dev.memoir.ledger.LearnedStep;
import dev.memoir.ledger.LearningLedger;
import dev.memoir.ledger.PendingBatch;
import dev.memoir.ledger.RejectedProposal;
import dev.memoir.resolve.ResolutionContext;
import dev.memoir.resolve.Resolver;
import dev.memoir.resolve.Revision;
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

/** What comes of one batch of turns: proposals checked, resolved against what is known now, and written together. */
final class LearningBatch {

    /** Other writers may change what a decision was made on; each new decision costs no model call. */
    private static final int DECISIONS = 5;

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
    private final EmbeddingSimilarity cosines;

    LearningBatch(
            ExtractionStep drawing,
            boolean again,
            PendingBatch batch,
            ExtractionRequest request,
            ExtractionResult extraction) {
        this.ledger = drawing.ledger();
        // Vectors and the name of their space must go together, also when the memory's embedder is replaced meanwhile.
        this.memory = drawing.memory().steady();
        this.ids = drawing.ids();
        this.extractor = drawing.extractor().id();
        this.redactor = drawing.redactor();
        this.batch = batch;
        this.again = again;
        this.tokens = extraction.tokens();
        List<ValidationResult> verdicts = drawing.gates().check(request, extraction.proposals());
        this.accepted = verdicts.stream()
                .filter(ValidationResult.Accepted.class::isInstance)
                .map(ValidationResult::proposal)
                .toList();
        this.rejected = verdicts.stream()
                .filter(ValidationResult.Rejected.class::isInstance)
                .map(ValidationResult.Rejected.class::cast)
                .toList();
        this.cosines = new EmbeddingSimilarity(memory);
    }

    /** {@return what the model was paid for} */
    long tokens() {
        return tokens;
    }

    /** {@return what was written; empty if others keep changing what it is about, or have drawn from its turns} */
    Optional<LearnedBatch> commit(Instant now) {
        for (int decision = 0; decision < DECISIONS; decision++) {
            LearnedBatch decided = decide(now, new DryRunState());
            if (ledger.learn(decided)) {
                memory.committed();
                return Optional.of(decided);
            }
        }
        return Optional.empty();
    }

    /** {@return what is to be written, beside what is only imagined to have been} */
    LearnedBatch decide(Instant now, DryRunState imagined) {
        List<LearnedStep> steps = new ArrayList<>();
        ForgetRequestHandler forgetting = new ForgetRequestHandler(ledger, memory, ids, extractor, now);
        List<MemoryEvent> suppressions = new ArrayList<>(forgetting.lateAnswers(batch));
        if (!accepted.isEmpty()) {
            List<List<Revision>> revisions =
                    new Resolver(cosines, ids).resolve(accepted, imagined.over(known()), extractor, now);
            cosines.embed(revisions.stream()
                    .flatMap(List::stream)
                    .filter(LearningBatch::changesText)
                    .map(revision -> revision.after().text())
                    .toList());
            for (int i = 0; i < revisions.size(); i++) {
                String operation = ids.next();
                revisions.get(i).forEach(revision -> steps.add(step(revision, operation, now)));
                if (accepted.get(i) instanceof Proposal.Delete delete) {
                    suppressions.addAll(forgetting.suppressions(batch, delete, operation));
                }
            }
        }
        return new LearnedBatch(
                scope(),
                batch.turns().stream().map(RecordedTurn::id).toList(),
                steps,
                rejected.stream().map(verdict -> turnedAway(verdict, now)).toList(),
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
        Set<String> wanted = new HashSet<>();
        memory.nearest(scope(), texts).forEach(near -> wanted.add(near.id()));
        for (Proposal proposal : accepted) {
            if (proposal instanceof Proposal.Update update) {
                wanted.add(update.memoryId());
            } else if (proposal instanceof Proposal.Delete delete) {
                wanted.add(delete.memoryId());
            }
        }
        if (again) {
            // What was drawn from these turns before is not to be drawn twice, nor what somebody took back since.
            ledger
                    .drawnFrom(
                            scope(),
                            batch.turns().stream().map(RecordedTurn::id).toList())
                    .stream()
                    .filter(drawn -> drawn.kind().isStatement())
                    .forEach(drawn -> wanted.add(drawn.id()));
        }
        List<Memory> chains = ledger.chains(scope(), wanted);
        cosines.embed(
                Stream.concat(texts.stream(), chains.stream().map(Memory::text)).toList());
        Map<String, RecordedTurn> turns =
                batch.turns().stream().collect(Collectors.toMap(RecordedTurn::id, Function.identity()));
        Map<String, Set<String>> sources =
                ledger.sourceTurns(chains.stream().map(Memory::id).toList());
        Set<String> told = sources.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        return new ResolutionContext(scope(), chains, sources, turns, ledger.saidTimes(told));
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
                changesText(revision) ? cosines.vector(revision.after().text()) : null);
    }

    private RejectedProposal turnedAway(ValidationResult.Rejected verdict, Instant now) {
        boolean words = verdict.why().keepsWords();
        @Nullable
        String text = words && verdict.proposal() instanceof Proposal.Claiming claiming
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
                        verdict.why().reason() + ": "
                                + redactor.redact(verdict.why().detail()),
                        extractor,
                        now),
                verdict.proposal().sources().stream()
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
