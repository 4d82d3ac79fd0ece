// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.AddRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.Turn;
import dev.memoir.embed.minilm.MiniLmEmbedder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions about what is recent, with the default embedder. */
class LatelyTest {

    private static final Instant NOW = Instant.parse("2026-06-15T10:00:00Z");

    private static final Scope SCOPE = Scope.user("sam");

    private static final List<String> TOPICS = List.of(
            "the garden",
            "my bicycle",
            "the kitchen",
            "our dog",
            "the choir",
            "the office",
            "a novel",
            "the car",
            "my brother",
            "the holidays");

    private static final List<String> SENTENCES = List.of(
            "I spent the whole morning with %s.",
            "It took longer than planned, and the shop was closed when I needed paint.",
            "Everybody asks me about %s.",
            "I bought a few things for %s in town.",
            "My sister thinks that %s costs too much.",
            "Let us see how %s looks next week.",
            "I took a picture of %s, the light was lovely.",
            "Then it began to rain and we went home.",
            "Tomorrow I will show %s to the neighbours.",
            "That is all for today, good night.");

    @TempDir
    private Path directory;

    @Test
    void what_fits_is_found_among_a_hundred_later_turns() {
        try (MiniLmEmbedder embedder = MiniLmEmbedder.load();
                LongTermMemory memory = LongTermMemory.builder()
                        .directory(directory)
                        .embedder(embedder)
                        .clock(() -> NOW)
                        .open()) {
            add(
                    memory,
                    "march",
                    said("I went to see the doctor this morning, at last.", 90),
                    said("She told me that my stomach pain is gastritis.", 90),
                    said("No coffee for a month, that will be hard.", 90));
            for (int day = 0; day < 10; day++) {
                String topic = TOPICS.get(day);
                int ago = 20 - 2 * day;
                add(
                        memory,
                        "day " + day,
                        SENTENCES.stream()
                                .map(sentence -> said(sentence.formatted(topic), ago))
                                .toArray(Turn[]::new));
            }
            for (String asked : List.of(
                    "What digestive issue did Sam have lately?",
                    "What digestive issue did Sam have recently?",
                    "What digestive issue does Sam have now?",
                    "What digestive issue does Sam have these days?")) {
                assertThat(found(memory, asked)).as(asked).contains("She told me that my stomach pain is gastritis.");
            }
        }
    }

    private static Turn said(String text, int daysAgo) {
        return Turn.builder(Role.USER, text)
                .speaker("Sam")
                .saidAt(NOW.minus(Duration.ofDays(daysAgo)))
                .build();
    }

    private static void add(LongTermMemory memory, String conversation, Turn... turns) {
        memory.add(AddRequest.builder(SCOPE)
                .conversation(conversation)
                .turns(List.of(turns))
                .build());
    }

    private static List<String> found(LongTermMemory memory, String question) {
        return memory.search(SearchRequest.builder(SCOPE, question).limit(10).build()).hits().stream()
                .map(hit -> hit.item().text())
                .toList();
    }
}
