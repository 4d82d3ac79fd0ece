// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import dev.memoir.LongTermMemory;
import dev.memoir.LongTermMemoryBuilder;
import dev.memoir.ProgressListener;
import dev.memoir.learning.LearningSettings;
import dev.memoir.llm.LanguageModel;
import dev.memoir.llm.ModelUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An empty memory in a temporary directory that is deleted with it. */
final class TemporaryMemory implements AutoCloseable {

    /** How long the extraction of one session may take: some tens of calls, with pauses of a busy provider. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Extracts facts when a session is complete, one call after the other, so that batches are always the same. */
    private static final LearningSettings AT_THE_END = LearningSettings.builder()
            .idle(Duration.ofDays(365))
            .threads(1)
            .poll(Duration.ofMillis(20))
            .build();

    private final Path directory;
    private final LongTermMemory memory;

    private TemporaryMemory(Path directory, LongTermMemory memory) {
        this.directory = directory;
        this.memory = memory;
    }

    static TemporaryMemory open(
            UnaryOperator<LongTermMemoryBuilder> customizer,
            EvaluationClock clock,
            @Nullable LanguageModel model,
            ProgressListener progress)
            throws IOException {
        Path directory = Files.createTempDirectory("memoir-evaluation");
        try {
            LongTermMemoryBuilder builder = customizer
                    .apply(LongTermMemory.builder())
                    .directory(directory)
                    .clock(clock)
                    .progressListener(progress);
            if (model != null) {
                builder = builder.languageModel(model).learning(AT_THE_END);
            }
            return new TemporaryMemory(directory, builder.open());
        } catch (RuntimeException e) {
            delete(directory);
            throw e;
        }
    }

    LongTermMemory memory() {
        return memory;
    }

    /** Extracts facts from what is pending. */
    void extract() {
        if (!memory.learning().flush(PATIENCE)) {
            throw new ModelUnavailableException(
                    "The language model did not answer within " + PATIENCE.toMinutes()
                            + " minutes. Check its address, key and quota, then start again.",
                    null,
                    true,
                    null);
        }
    }

    @Override
    public void close() throws IOException {
        memory.close();
        delete(directory);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
