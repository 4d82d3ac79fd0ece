// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import static dev.memoir.langchain4j.ScriptedModel.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.UserMessage;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Memory;
import dev.memoir.Scope;
import dev.memoir.SearchResult;
import dev.memoir.llm.LanguageModel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model for fact extraction is down for an hour, while an AI service answers. */
class LearningOutageTest {

    private static final Scope ZOE = Scope.user("zoe");
    private static final Pattern SAID = Pattern.compile("T(\\d+) user[^>]*> My day (\\d+) was fine\\.");

    interface Assistant {
        String chat(@UserMessage String words, InvocationParameters whose);
    }

    @TempDir
    Path directory;

    private final AtomicBoolean down = new AtomicBoolean();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-08T12:00:00Z"));

    @Test
    void every_turn_is_answered_and_the_facts_come_afterwards_in_order() {
        try (LongTermMemory memory = LongTermMemory.builder()
                .directory(directory)
                .clock(now::get)
                .languageModel(this::draw)
                .open()) {
            List<SearchResult> recalled = new ArrayList<>();
            MemoirAttachment memoir = MemoirAttachment.builder(memory)
                    .onRecall((request, recollection) -> {
                        recalled.add(recollection);
                        throw new IllegalStateException("a listener must not break the chat");
                    })
                    .build();
            Assistant assistant = memoir.attachTo(AiServices.builder(Assistant.class))
                    .chatModel(says("I see."))
                    .build();
            for (int minute = 0; minute < 70; minute += 2) {
                down.set(minute >= 4 && minute < 64);
                String words = "My day " + minute + " was fine.";
                assertThat(assistant.chat(words, InvocationParameters.from("userId", "zoe")))
                        .isEqualTo("I see.");
                memoir.awaitWritten(ZOE);
                assertThat(memory.search(ZOE, words).hits())
                        .anyMatch(hit -> hit.item().text().equals(words));
                now.updateAndGet(time -> time.plus(Duration.ofMinutes(2)));
            }
            assertThat(recalled).hasSize(35);
            assertThat(memory.learning().flush(Duration.ofMinutes(2))).isTrue();
            List<Memory> facts =
                    memory.list(ListRequest.builder(ZOE).limit(100).build()).items();
            assertThat(facts).hasSize(35);
            assertThat(facts.stream().map(fact -> Integer.valueOf(fact.text().replaceAll("\\D", ""))))
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(memory.stats(ZOE).pendingTurns()).isZero();
            assertThat(memory.stats(ZOE).parkedTurns()).isZero();
        }
    }

    private String draw(List<LanguageModel.Message> messages, @Nullable String schema) {
        if (down.get()) {
            throw new IllegalStateException("the model is down");
        }
        String prompt = messages.get(messages.size() - 1).text();
        Matcher said = SAID.matcher(prompt.substring(prompt.lastIndexOf("New turns")));
        List<String> operations = new ArrayList<>();
        while (said.find()) {
            operations.add("""
                    {"op": "ADD", "kind": "EVENT", "text": "The user's day %2$s was fine.", "subject": "user",
                     "entities": [], "turns": [%1$s], "quote": "My day %2$s was fine"}
                    """.formatted(said.group(1), said.group(2)));
        }
        return "{\"operations\": [" + String.join(",", operations) + "]}";
    }
}
