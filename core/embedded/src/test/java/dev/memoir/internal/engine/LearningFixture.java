// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.LongTermMemoryBuilder;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.Turn;
import dev.memoir.learning.LearningSettings;
import dev.memoir.llm.LanguageModel;
import dev.memoir.testing.WordEmbedder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A memory that learns: SQLite, Lucene and db-scheduler in this process, a scripted model. */
abstract class LearningFixture {

    static final Scope ZOE = Scope.user("zoe");
    static final Duration PATIENCE = Duration.ofSeconds(30);

    static final LearningSettings QUICK = quick().build();

    volatile Instant now = Instant.parse("2026-05-08T12:00:00Z");
    final Queue<String> replies = new ConcurrentLinkedQueue<>();
    final List<String> prompts = Collections.synchronizedList(new ArrayList<>());
    final AtomicBoolean down = new AtomicBoolean();
    LongTermMemory memory;

    @TempDir
    Path directory;

    @BeforeEach
    void open() {
        memory = built(LongTermMemory.builder())
                .directory(directory)
                .embedder(new WordEmbedder())
                .clock(() -> now)
                .languageModel(this::complete)
                .learning(settings())
                .open();
    }

    @AfterEach
    void close() {
        memory.close();
    }

    String complete(List<LanguageModel.Message> messages, @Nullable String schema) {
        if (down.get()) {
            throw new IllegalStateException("the model is down");
        }
        String prompt = messages.get(messages.size() - 1).text();
        prompts.add(prompt);
        String reply = replies.poll();
        return reply == null ? "{\"operations\": []}" : reply;
    }

    /** The defaults of a test. */
    LongTermMemoryBuilder built(LongTermMemoryBuilder builder) {
        return builder;
    }

    LearningSettings settings() {
        return QUICK;
    }

    static LearningSettings.Builder quick() {
        return LearningSettings.builder()
                .batchTokens(100_000)
                .idle(Duration.ofMillis(50))
                .attempts(3)
                .firstPause(Duration.ofMillis(20))
                .longestPause(Duration.ofMillis(100))
                .poll(Duration.ofMillis(50));
    }

    static Turn by(String words) {
        return Turn.builder(Role.USER, words).speaker("Zoe").build();
    }

    void said(String words, String reply) {
        replies.add(reply);
        memory.add(ZOE, by(words));
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(replies).isEmpty();
    }

    List<Memory> facts() {
        return memory.list(ListRequest.builder(ZOE).build()).items();
    }

    MemoryEvent last(String id) {
        List<MemoryEvent> history = memory.history(ZOE, id);
        return history.get(history.size() - 1);
    }

    static String add(String text, String quote) {
        return """
                {"operations": [{"op": "ADD", "kind": "FACT", "text": "%s", "subject": "Zoe", "entities": [],
                  "turns": [1], "quote": "%s"}]}
                """.formatted(text, quote);
    }

    static String update(String text, String quote, String from, boolean correction) {
        return """
                {"operations": [{"op": "UPDATE", "target": 1, "correction": %s, "kind": "FACT", "text": "%s",
                  "subject": "Zoe", "entities": [], "from": "%s", "turns": [1], "quote": "%s"}]}
                """.formatted(correction, text, from, quote);
    }
}
