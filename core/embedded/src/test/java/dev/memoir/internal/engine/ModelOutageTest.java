// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.ListRequest;
import dev.memoir.Memory;
import dev.memoir.learning.LearningSettings;
import dev.memoir.llm.LanguageModel;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The model is down for an hour (of the memory's clock), in the middle of a conversation, over a restart. */
class ModelOutageTest extends LearningFixture {

    private static final Pattern SAID = Pattern.compile("(T\\d+) user[^>]*> My day (\\d+) was fine\\.");

    @Override
    LearningSettings settings() {
        return LearningSettings.builder()
                .batchTurns(5)
                .batchTokens(100_000)
                .minTurns(3)
                .attempts(3)
                .firstPause(Duration.ofMillis(5))
                .longestPause(Duration.ofMillis(40))
                .poll(Duration.ofMillis(20))
                .build();
    }

    /** Proposes a fact for each new turn of the prompt. */
    @Override
    String complete(List<LanguageModel.Message> messages, @Nullable String schema) {
        String prompt = messages.get(messages.size() - 1).text();
        if (down.get()) {
            throw new IllegalStateException("the model is down");
        }
        prompts.add(prompt);
        StringBuilder operations = new StringBuilder();
        Matcher said = SAID.matcher(prompt.substring(prompt.lastIndexOf("New turns")));
        while (said.find()) {
            operations.append(operations.isEmpty() ? "" : ", ").append("""
                            {"op": "ADD", "kind": "EVENT", "text": "Zoe's day %2$s was fine", "subject": "Zoe",
                             "entities": [], "turns": [%1$s], "quote": "My day %2$s was fine"}
                            """.formatted(
                            said.group(1).substring(1), said.group(2)));
        }
        return "{\"operations\": [" + operations + "]}";
    }

    @Test
    void the_chat_is_answered_throughout_and_memory_catches_up_in_order() {
        for (int minute = 0; minute < 75; minute++) {
            down.set(minute >= 5 && minute < 65);
            memory.add(ZOE, by("My day " + minute + " was fine."));
            assertThat(memory.search(ZOE, "day " + minute).hits())
                    .as("minute %s", minute)
                    .extracting(hit -> hit.item().text())
                    .contains("My day " + minute + " was fine.");
            if (minute == 30) {
                memory.close();
                open();
            }
            now = now.plus(Duration.ofMinutes(1));
        }
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(memory.learning().parkedTurns(ZOE, 10)).isEmpty();
        List<String> facts = memory.list(ListRequest.builder(ZOE).limit(200).build()).items().stream()
                .map(Memory::text)
                .toList();
        assertThat(facts).hasSize(75).doesNotHaveDuplicates();
        assertThat(facts.stream().map(ModelOutageTest::number)).as("in order").isSorted();
        assertThat(memory.listTurns(ListRequest.builder(ZOE).limit(200).build()).items())
                .hasSize(75)
                .allSatisfy(turn -> assertThat(turn.extractedAt()).isNotNull());
    }

    private static int number(String fact) {
        Matcher number = Pattern.compile("\\d+").matcher(fact);
        assertThat(number.find()).isTrue();
        return Integer.parseInt(number.group());
    }
}
