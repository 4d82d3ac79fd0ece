// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import dev.memoir.IdGenerator;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.Scope;
import dev.memoir.embed.Embedder;
import dev.memoir.extract.Citation;
import dev.memoir.ledger.LearnedBatch;
import dev.memoir.ledger.LearnedStep;
import dev.memoir.ledger.jdbc.JdbcLedger;
import dev.memoir.samples.bench.BenchmarkFact.FactSource;
import dev.memoir.testing.evaluation.EvaluatedChat;
import dev.memoir.testing.evaluation.EvaluationRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a data set's facts with their source turns to the ledger like extraction, but without its checks: these facts
 * have already passed them, or come from the data set's authors.
 */
final class FactWriter {

    private static final String EXTRACTOR = "benchmark/1";

    private FactWriter() {}

    /**
     * Writes the facts of conversations, for the memory that opens the directory next.
     *
     * @param facts the facts, by conversation
     * @param run the run that added the turns
     * @return the number of facts
     */
    static int write(
            Path directory,
            Map<EvaluatedChat, List<BenchmarkFact>> facts,
            EvaluationRun run,
            Embedder embedder,
            IdGenerator ids) {
        int written = 0;
        try (JdbcLedger ledger = JdbcLedger.sqlite(directory.resolve("ledger.db"), ids)) {
            for (Map.Entry<EvaluatedChat, List<BenchmarkFact>> entry : facts.entrySet()) {
                EvaluatedChat conversation = entry.getKey();
                Scope scope = Scope.user(conversation.id());
                List<float[]> vectors = embedder.embed(
                        entry.getValue().stream().map(BenchmarkFact::text).toList());
                List<LearnedStep> steps = new ArrayList<>();
                for (BenchmarkFact fact : entry.getValue()) {
                    steps.add(step(scope, conversation, fact, run, vectors.get(steps.size()), ids));
                }
                if (!ledger.learning()
                        .learn(LearnedBatch.ofSteps(scope, steps, null, embedder.id(), conversation.end()))) {
                    throw new IllegalStateException("The facts of " + conversation.id() + " were not written.");
                }
                written += steps.size();
            }
        }
        return written;
    }

    private static LearnedStep step(
            Scope scope,
            EvaluatedChat conversation,
            BenchmarkFact fact,
            EvaluationRun run,
            float[] vector,
            IdGenerator ids) {
        Memory memory = Memory.builder(ids.next(), scope, fact.text(), fact.recordedAt())
                .kind(fact.kind())
                .subject(fact.subject())
                .attributedTo(fact.subject())
                .entities(fact.entities())
                .valid(fact.valid())
                .extractor(EXTRACTOR)
                .build();
        List<Citation> sources = new ArrayList<>();
        for (FactSource source : fact.sources()) {
            run.itemId(conversation, source.dialogId())
                    .ifPresent(turn -> sources.add(new Citation(turn, source.quote())));
        }
        String step = ids.next();
        MemoryEvent event = new MemoryEvent(
                step, step, memory.id(), MemoryEvent.Type.ADD, null, memory.text(), null, EXTRACTOR, fact.recordedAt());
        return new LearnedStep(null, memory, event, sources, vector);
    }
}
