package dev.memoir.testing;

import dev.memoir.LongTermMemory;
import dev.memoir.LongTermMemoryBuilder;
import dev.memoir.MalformedReplyException;
import dev.memoir.ingest.LearningSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What one test was given. Thread-safe. */
final class TestSession {

    /**
     * Nothing is drawn before the test asks for it, however slow it is: its clock does not pass a year by chance. What cannot
     * be answered is asked for once.
     */
    private static final LearningSettings WHEN_TOLD = LearningSettings.builder()
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
    private final UnaryOperator<LongTermMemoryBuilder> building;
    private Path directory;
    private LongTermMemory memory;

    TestSession(TestClock clock, RecordedReplies replies, UnaryOperator<LongTermMemoryBuilder> building) {
        this.clock = clock;
        this.replies = replies;
        this.building = building;
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
            memory = building.apply(LongTermMemory.builder()
                            .clock(clock)
                            .ingestion(WHEN_TOLD)
                            .languageModel(this::complete))
                    .directory(directory)
                    .open();
        }
        return memory;
    }

    /** To a memory, a model that throws is down, and its turns wait. Here they are not to: nothing would answer them. */
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
