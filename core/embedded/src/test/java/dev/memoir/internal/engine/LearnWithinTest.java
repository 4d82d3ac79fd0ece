// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.AddRequest;
import dev.memoir.AddResult;
import dev.memoir.LongTermMemory;
import dev.memoir.Memory;
import dev.memoir.Turn;
import dev.memoir.testing.WordEmbedder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An add that waits for the facts. */
class LearnWithinTest extends LearningFixture {

    private AddResult learned(String words) {
        return memory.add(AddRequest.builder(ZOE)
                .turn(by(words))
                .awaitExtraction(PATIENCE)
                .build());
    }

    @Test
    void the_facts_are_in_the_result_and_those_of_earlier_turns_come_first() {
        replies.add(add("Zoe lives in Berlin", "I live in Berlin"));
        replies.add(add("Zoe has a cat", "I have a cat"));
        memory.add(ZOE, by("I live in Berlin."));
        AddResult added = learned("I have a cat.");
        assertThat(added.extracted()).isTrue();
        assertThat(added.learned()).extracting(Memory::text).isSubsetOf("Zoe lives in Berlin", "Zoe has a cat");
        assertThat(memory.stats(ZOE).pendingTurns()).isZero();
    }

    @Test
    void what_was_known_before_and_is_confirmed_is_in_the_result() {
        said("I live in Berlin.", add("Zoe lives in Berlin", "I live in Berlin"));
        replies.add(add("Zoe lives in Berlin", "I live in Berlin"));
        assertThat(learned("As I said, I live in Berlin.").learned()).isEqualTo(facts());
    }

    @Test
    void a_model_that_is_down_costs_one_attempt_and_no_turn() {
        down.set(true);
        long begun = System.nanoTime();
        AddResult added = memory.add(AddRequest.builder(ZOE)
                .turn(by("I live in Berlin."))
                .awaitExtraction(Duration.ofMinutes(5))
                .build());
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PATIENCE);
        assertThat(added.extracted()).isFalse();
        assertThat(added.learned()).isEmpty();
        assertThat(memory.search(ZOE, "Berlin").hits()).hasSize(1);
        replies.add(add("Zoe lives in Berlin", "I live in Berlin"));
        down.set(false);
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(facts()).hasSize(1);
    }

    @Test
    void concurrent_adds_each_see_their_turns_extracted_and_nothing_twice() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<AddResult>> results = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            String words = "My number is " + i + ".";
            results.add(threads.submit(() -> learned(words)));
        }
        for (Future<AddResult> result : results) {
            assertThat(result.get().extracted()).isTrue();
        }
        threads.shutdown();
        assertThat(memory.stats(ZOE).pendingTurns()).isZero();
        for (int i = 0; i < 24; i++) {
            String words = "My number is " + i + ".";
            assertThat(prompts.stream().filter(prompt -> newTurns(prompt).contains(words)))
                    .as(words)
                    .hasSize(1);
        }
    }

    /** The turns that facts are extracted from come last in the prompt. */
    private static String newTurns(String prompt) {
        return prompt.substring(prompt.lastIndexOf("New turns"));
    }

    @Test
    void without_a_model_nothing_is_waited_for(@TempDir Path other) {
        try (LongTermMemory plain = LongTermMemory.builder()
                .directory(other)
                .embedder(new WordEmbedder())
                .open()) {
            AddResult added = plain.add(AddRequest.builder(ZOE)
                    .turn(Turn.user("I live in Berlin."))
                    .awaitExtraction(Duration.ofMinutes(5))
                    .build());
            assertThat(added.extracted()).isFalse();
            assertThat(added.turns()).hasSize(1);
        }
    }
}
