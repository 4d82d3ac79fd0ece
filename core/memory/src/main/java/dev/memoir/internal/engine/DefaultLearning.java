// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.IdGenerator;
import dev.memoir.Learning;
import dev.memoir.LearningUnavailableException;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryNotFoundException;
import dev.memoir.MemorySource;
import dev.memoir.ParkedSummary;
import dev.memoir.ParkedTurn;
import dev.memoir.ProgressListener;
import dev.memoir.ReextractionResult;
import dev.memoir.Scope;
import dev.memoir.TokenUsage;
import dev.memoir.Turn;
import dev.memoir.UndoConflictException;
import dev.memoir.internal.learning.LearningPipeline;
import dev.memoir.ledger.LearnedBatch;
import dev.memoir.ledger.LearnedStep;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.PastStep;
import dev.memoir.ledger.UnsummarizedTurns;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Serves {@link Learning} from the ledger and the learning pipeline. Thread-safe. */
final class DefaultLearning implements Learning {

    private static final String CHANGED_SINCE =
            "The step cannot be undone: the memory has changed since. Look at its history and undo the later steps"
                    + " first.";

    private final CloseGuard guard;
    private final Ledger ledger;
    private final IndexHolder holder;
    private final InstantSource clock;
    private final IdGenerator ids;
    private final ProcedureRecorder procedures;
    private final EntityBackfillTask linker;
    private final @Nullable LearningPipeline pipeline;

    DefaultLearning(
            CloseGuard guard,
            Ledger ledger,
            IndexHolder holder,
            InstantSource clock,
            IdGenerator ids,
            ProcedureRecorder procedures,
            EntityBackfillTask linker,
            @Nullable LearningPipeline pipeline) {
        this.guard = guard;
        this.ledger = ledger;
        this.holder = holder;
        this.clock = clock;
        this.ids = ids;
        this.procedures = procedures;
        this.linker = linker;
        this.pipeline = pipeline;
    }

    @Override
    public boolean flush(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            boolean extracted = pipeline != null && pipeline.flush(patience);
            return linker.drain(end) && extracted;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public ReextractionResult reextract(Scope scope, boolean dryRun, ProgressListener progress) {
        LearningPipeline active = pipeline;
        if (active == null) {
            throw new LearningUnavailableException("Extracting facts again");
        }
        return guard.pass(() -> active.reextract(scope, dryRun, progress));
    }

    @Override
    public TokenUsage tokenUsage(Scope scope) {
        return guard.pass(() -> pipeline == null
                ? new TokenUsage(
                        clock.instant().atZone(ZoneOffset.UTC).toLocalDate(),
                        ledger.learning().spent(scope, clock.instant()),
                        Long.MAX_VALUE)
                : pipeline.spending(scope));
    }

    @Override
    public List<ParkedTurn> parkedTurns(Scope scope, int limit) {
        return guard.pass(() -> ledger.learning().parked(scope, limit));
    }

    @Override
    public void retryParked(Scope scope) {
        guard.pass(() -> {
            if (pipeline == null) {
                ledger.learning().replay(scope);
                ledger.summaries().replaySummaries(scope);
            } else {
                pipeline.replay(scope);
            }
            return true;
        });
    }

    @Override
    public void endConversation(Scope scope, String conversation) {
        guard.pass(() -> {
            if (pipeline != null) {
                pipeline.end(scope, conversation);
            }
            return true;
        });
    }

    @Override
    public Optional<Memory> summary(Scope scope, String conversation) {
        return guard.pass(() -> ledger.learning()
                .conversation(scope, conversation)
                .flatMap(found -> ledger.summaries().unsummarized(found.id(), 0))
                .map(UnsummarizedTurns::summary));
    }

    @Override
    public List<ParkedSummary> parkedSummaries(Scope scope, int limit) {
        return guard.pass(() -> ledger.summaries().parkedSummaries(scope, limit));
    }

    @Override
    public Memory addProcedure(Scope scope, List<Turn> turns) {
        return guard.pass(() -> procedures.add(scope, turns));
    }

    @Override
    public List<MemoryEvent> rejections(Scope scope, int limit) {
        return guard.pass(() -> ledger.learning().rejections(scope, limit));
    }

    @Override
    public List<MemorySource> sources(Scope scope, String memoryId) {
        return guard.pass(() -> ledger.learning().sources(scope, memoryId));
    }

    @Override
    public List<Memory> extractedFrom(Scope scope, Collection<String> turnIds) {
        return guard.pass(() -> ledger.learning().extractedFrom(scope, turnIds).stream()
                .filter(memory -> memory.current() && memory.kind().isStatement())
                .toList());
    }

    @Override
    public List<MemoryEvent> undo(Scope scope, String eventId) {
        return guard.pass(() -> holder.write(runtime -> {
            List<PastStep> steps = new ArrayList<>(ledger.learning().operation(scope, eventId));
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            if (steps.isEmpty()) {
                List<MemoryEvent> shown = ledger.items().undoSuppression(scope, eventId, now);
                if (!shown.isEmpty()) {
                    runtime.projection().catchUp();
                    resumeSummaries();
                    return shown;
                }
                throw new MemoryNotFoundException(
                        "The scope holds no step with the id " + eventId + ". Look it up in a memory's history.");
            }
            if (!steps.stream().allMatch(PastStep::latest)) {
                throw new UndoConflictException(CHANGED_SINCE);
            }
            Collections.reverse(steps);
            String operation = ids.next();
            String undone = steps.get(0).event().operation();
            List<LearnedStep> back = steps.stream()
                    .map(step -> back(runtime.embedding(), step, operation, now))
                    .toList();
            if (!ledger.learning()
                    .learn(LearnedBatch.ofSteps(
                            back.get(0).after().scope(),
                            back,
                            undone,
                            runtime.embedding().id(),
                            now))) {
                throw new UndoConflictException(CHANGED_SINCE);
            }
            runtime.projection().catchUp();
            List<MemoryEvent> turns = ledger.items().turnSteps(operation);
            if (!turns.isEmpty()) {
                resumeSummaries();
            }
            return Stream.concat(back.stream().map(LearnedStep::event), turns.stream())
                    .toList();
        }));
    }

    private void resumeSummaries() {
        if (pipeline != null) {
            pipeline.forgotten();
        }
    }

    private LearnedStep back(FaultTolerantEmbedder embedding, PastStep step, String operation, Instant now) {
        Memory was = step.before();
        Memory after = was == null
                ? step.after().toBuilder().retractedAt(now).updatedAt(now).build()
                : was.toBuilder().updatedAt(now).build();
        String old = step.after().text();
        boolean changed = !old.equals(after.text());
        return new LearnedStep(
                step.after(),
                after,
                new MemoryEvent(
                        ids.next(),
                        operation,
                        after.id(),
                        MemoryEvent.Type.UNDO,
                        old,
                        was == null ? null : after.text(),
                        "took back: " + step.event().type(),
                        MemoryEvent.API,
                        now),
                List.of(),
                changed ? embedding.tryTexts(List.of(after.text())).get(0) : null);
    }
}
