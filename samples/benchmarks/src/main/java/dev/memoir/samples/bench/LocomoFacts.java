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
import dev.memoir.samples.bench.Locomo.Conversation;
import dev.memoir.samples.bench.Locomo.Observation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The data set's observations as facts with their source turns, written to the ledger as learning writes them, but for the
 * gates: what its authors wrote is what an extractor is to find.
 */
final class LocomoFacts {

    private static final String EXTRACTOR = "locomo-observations/1";

    private LocomoFacts() {}

    /**
     * Writes them; the memory that opens the directory next finds them.
     *
     * @param turnIds the id of every turn, by conversation and dialog id
     * @return how many
     */
    static int write(
            Path directory,
            List<Conversation> conversations,
            Map<String, String> turnIds,
            Embedder embedder,
            IdGenerator ids) {
        int written = 0;
        try (JdbcLedger ledger = JdbcLedger.sqlite(directory.resolve("ledger.db"), ids)) {
            for (Conversation conversation : conversations) {
                Scope scope = Scope.user(conversation.id());
                List<float[]> vectors = embedder.embed(conversation.observations().stream()
                        .map(Observation::text)
                        .toList());
                List<LearnedStep> steps = new ArrayList<>();
                for (Observation observation : conversation.observations()) {
                    List<Citation> sources = sources(conversation, observation, turnIds);
                    steps.add(step(scope, observation, sources, vectors.get(steps.size()), ids));
                }
                if (!ledger.learn(LearnedBatch.ofSteps(scope, steps, null, embedder.id(), conversation.end()))) {
                    throw new IllegalStateException("The facts of " + conversation.id() + " were not written.");
                }
                written += steps.size();
            }
        }
        return written;
    }

    private static List<Citation> sources(
            Conversation conversation, Observation observation, Map<String, String> turnIds) {
        return observation.dialogIds().stream()
                .map(dialogId -> turnIds.get(LocomoRun.key(conversation, dialogId)))
                .filter(Objects::nonNull)
                .map(turn -> new Citation(turn, observation.text()))
                .toList();
    }

    private static LearnedStep step(
            Scope scope, Observation observation, List<Citation> sources, float[] vector, IdGenerator ids) {
        Memory memory = Memory.builder(ids.next(), scope, observation.text(), observation.at())
                .subject(observation.speaker())
                .attributedTo(observation.speaker())
                .extractor(EXTRACTOR)
                .build();
        String step = ids.next();
        MemoryEvent event = new MemoryEvent(
                step, step, memory.id(), MemoryEvent.Type.ADD, null, memory.text(), null, EXTRACTOR, observation.at());
        return new LearnedStep(null, memory, event, sources, vector);
    }
}
