// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing;

import dev.memoir.LongTermMemory;
import dev.memoir.LongTermMemoryBuilder;
import dev.memoir.MalformedReplyException;
import dev.memoir.learning.LearningSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The memory, clock and replies of one test. Thread-safe. */
final class TestSession {

    /**
     * Extracts nothing before the test requests it, however slow the test is, because its clock does not advance a year
     * by chance. Failed prompts are not retried.
     */
    private static final LearningSettings ONLY_ON_FLUSH = LearningSettings.builder()
            .batchTokens(100_000)
            .minTurns(20)
            .idle(Duration.ofDays(365))
            .attempts(1)
            .threads(1)
            .firstPause(Duration.ofMillis(20))
            .longestPause(Duration.ofMillis(100))
            .poll(Duration.ofMillis(20))
            .build();

    private final TestClock clock;
    private final RecordedReplies replies;
    private final UnaryOperator<LongTermMemoryBuilder> customizer;
    private Path directory;
    private LongTermMemory memory;

    TestSession(TestClock clock, RecordedReplies replies, UnaryOperator<LongTermMemoryBuilder> customizer) {
        this.clock = clock;
        this.replies = replies;
        this.customizer = customizer;
    }

    TestClock clock() {
        return clock;
    }

    RecordedReplies replies() {
        return replies;
    }

    synchronized LongTermMemory memory() {
        if (memory == null) {
            try {
                directory = Files.createTempDirectory("memoir-test");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            memory = customizer
                    .apply(LongTermMemory.builder()
                            .clock(clock)
                            .learning(ONLY_ON_FLUSH)
                            .languageModel(this::complete))
                    .directory(directory)
                    .open();
        }
        return memory;
    }

    /**
     * Answers a prompt. For a memory, a model that throws is unavailable, so that its turns wait; an unrecorded prompt
     * must fail instead, because nothing would ever answer it.
     */
    private String complete(List<dev.memoir.llm.LanguageModel.Message> messages, String schema) {
        try {
            return replies.complete(messages, schema);
        } catch (UnrecordedPromptException e) {
            throw new MalformedReplyException("No reply is recorded for the prompt.");
        }
    }

    synchronized void close() {
        if (memory == null) {
            return;
        }
        memory.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        memory = null;
    }
}
