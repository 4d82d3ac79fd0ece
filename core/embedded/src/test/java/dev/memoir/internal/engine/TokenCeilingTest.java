// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.Memory;
import dev.memoir.Scope;
import dev.memoir.learning.LearningSettings;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** A scope that has used its daily tokens waits for the next day; other scopes do not. */
class TokenCeilingTest extends LearningFixture {

    @Override
    LearningSettings settings() {
        return quick().dailyTokens(1).build();
    }

    @Test
    void the_call_that_passes_the_ceiling_is_finished_and_the_next_waits_for_the_day_to_end() {
        said("I live in Berlin.", add("Zoe lives in Berlin", "I live in Berlin"));
        assertThat(memory.learning().tokenUsage(ZOE).day()).isEqualTo(LocalDate.of(2026, 5, 8));
        assertThat(memory.learning().tokenUsage(ZOE).tokens()).isBetween(900L, 2_000L);
        assertThat(memory.learning().tokenUsage(ZOE).exhausted()).isTrue();

        replies.add(add("Zoe has a cat", "I have a cat"));
        memory.add(ZOE, by("I have a cat."));
        long begun = System.nanoTime();
        assertThat(memory.learning().flush(Duration.ofMinutes(2))).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("it does not wait in vain")
                .isLessThan(PATIENCE);
        assertThat(memory.search(ZOE, "Who has a cat?").hits())
                .extracting(hit -> hit.item().text())
                .contains("I have a cat.");
        assertThat(memory.stats(ZOE).pendingTurns()).isEqualTo(1);

        memory.close();
        open();
        assertThat(memory.learning().tokenUsage(ZOE).exhausted())
                .as("after a restart")
                .isTrue();
        now = now.plus(Duration.ofHours(12));
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(facts()).extracting(Memory::text).containsExactly("Zoe lives in Berlin", "Zoe has a cat");
    }

    @Test
    void another_scope_goes_on() {
        said("I live in Berlin.", add("Zoe lives in Berlin", "I live in Berlin"));
        Scope tom = Scope.user("tom");
        memory.add(tom, by("I live in Paris."));
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(prompts).hasSize(2);
        assertThat(memory.learning().tokenUsage(Scope.user("eve")).tokens()).isZero();
    }

    @Test
    void a_reply_that_cannot_be_read_costs_too() {
        replies.add("I would rather talk about the weather.");
        memory.add(ZOE, by("I live in Berlin."));
        assertThat(memory.learning().flush(PATIENCE)).isFalse();
        assertThat(memory.learning().tokenUsage(ZOE).tokens()).isGreaterThan(900);
    }
}
