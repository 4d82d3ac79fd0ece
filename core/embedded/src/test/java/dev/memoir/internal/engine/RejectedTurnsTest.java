// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.AddRequest;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemoryBuilder;
import dev.memoir.Memory;
import dev.memoir.ParkedTurn;
import dev.memoir.Role;
import dev.memoir.Turn;
import dev.memoir.learning.LearningSettings;
import dev.memoir.learning.SummarySettings;
import dev.memoir.llm.LanguageModel;
import dev.memoir.llm.ModelUnavailableException;
import dev.memoir.llm.PromptRejectedException;
import dev.memoir.llm.PromptRejectedException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rejected prompt parks only its own turn; during an outage turns wait, and none is parked for it. */
class RejectedTurnsTest extends LearningFixture {

    private static final String POISON = "the forbidden tale";
    private static final Pattern SAID = Pattern.compile("T(\\d+) user[^>]*> Day (\\d+) was fine\\.");
    private static final Pattern TOLD = Pattern.compile("> Day (\\d+) was fine\\.");

    private final AtomicReference<Reason> reason = new AtomicReference<>(Reason.CONTENT_FILTER);
    private final AtomicReference<RuntimeException> outage = new AtomicReference<>();

    @Override
    LearningSettings settings() {
        return quick().minTurns(100).idle(Duration.ofMinutes(5)).build();
    }

    @Override
    LongTermMemoryBuilder built(LongTermMemoryBuilder builder) {
        return builder.summaries(new SummarySettings(1_000, Duration.ofDays(1), 300));
    }

    @Override
    String complete(List<LanguageModel.Message> messages, @Nullable String schema) {
        String prompt = messages.get(messages.size() - 1).text();
        prompts.add(prompt);
        RuntimeException failing = outage.get();
        if (failing != null) {
            throw failing;
        }
        Reason why = reason.get();
        if (prompt.contains(POISON)) {
            if (why == null) {
                return "I'm sorry, but I can't help with that.";
            }
            throw new PromptRejectedException(why, "rejected: " + why, null);
        }
        return schema == null ? summary(prompt) : facts(prompt);
    }

    private static String facts(String prompt) {
        List<String> operations = new ArrayList<>();
        Matcher said = SAID.matcher(prompt.substring(prompt.lastIndexOf("New turns")));
        while (said.find()) {
            operations.add("""
                    {"op": "ADD", "kind": "EVENT", "text": "Zoe's day %2$s was fine", "subject": "Zoe",
                     "entities": [], "turns": [%1$s], "quote": "Day %2$s was fine"}
                    """.formatted(said.group(1), said.group(2)));
        }
        return "{\"operations\": [" + String.join(", ", operations) + "]}";
    }

    private static String summary(String prompt) {
        StringBuilder summary = new StringBuilder();
        Matcher told = TOLD.matcher(prompt);
        while (told.find()) {
            summary.append("Day ").append(told.group(1)).append(" was fine. ");
        }
        return summary.isEmpty() ? "NONE" : summary.toString();
    }

    @ParameterizedTest
    @EnumSource
    void a_turn_that_is_rejected_is_parked_alone_with_its_reason(Reason why) {
        reason.set(why);
        talk(0, 20, 13);
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(days()).hasSize(19).doesNotContain(13);
        assertThat(memory.learning().parkedTurns(ZOE, 10)).singleElement().satisfies(parked -> {
            assertThat(parked.turn().text()).contains(POISON);
            assertThat(parked.reason()).isEqualTo("rejected: " + why);
        });
        assertThat(prompts).hasSizeLessThanOrEqualTo(12);
        talk(20, 5, -1);
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(days()).as("later turns of the conversation").hasSize(24);
        assertThat(memory.search(ZOE, POISON).hits())
                .extracting(hit -> hit.item().text())
                .anyMatch(text -> text.contains(POISON));
    }

    @Test
    void a_refusal_in_words_is_asked_for_again_and_then_parks_its_turn_alone() {
        reason.set(null);
        talk(0, 8, 5);
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(days()).hasSize(7).doesNotContain(5);
        assertThat(memory.learning().parkedTurns(ZOE, 10))
                .extracting(ParkedTurn::turn)
                .singleElement()
                .satisfies(turn -> assertThat(turn.text()).contains(POISON));
    }

    @Test
    void what_is_rejected_because_of_what_was_said_before_is_extracted_without_it() {
        reason.set(Reason.CONTENT_FILTER);
        memory.add(ZOE, Turn.assistant("Listen to " + POISON + "."));
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        talk(0, 3, -1);
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(days()).containsExactly(0, 1, 2);
        assertThat(memory.learning().parkedTurns(ZOE, 10)).isEmpty();
    }

    @Test
    void several_rejected_turns_are_each_parked() {
        for (int i = 0; i < 9; i++) {
            talk(i, 1, i % 4 == 0 ? i : -1);
        }
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(days()).containsExactlyInAnyOrder(1, 2, 3, 5, 6, 7);
        assertThat(memory.learning().parkedTurns(ZOE, 10)).hasSize(3);
        reason.set(Reason.REFUSAL);
        memory.learning().retryParked(ZOE);
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(memory.learning().parkedTurns(ZOE, 10)).hasSize(3);
    }

    @Test
    void a_rejected_turn_is_left_out_of_the_summary_and_noted() {
        talk(0, 6, 3);
        memory.learning().endConversation(ZOE, AddRequest.DEFAULT_CONVERSATION);
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(memory.learning().summary(ZOE, AddRequest.DEFAULT_CONVERSATION))
                .get()
                .satisfies(summary ->
                        assertThat(summary.text()).contains("Day 5 was fine").doesNotContain("tale"));
        assertThat(memory.learning().parkedSummaries(ZOE, 10)).isEmpty();
        assertThat(memory.learning().rejections(ZOE, 10))
                .anySatisfy(event -> assertThat(event.reason()).startsWith("REJECTED_BY_MODEL"));
    }

    @Test
    void wrong_credentials_park_nothing() {
        outage.set(new ModelUnavailableException("The provider rejects the credentials.", null, true, null));
        talk(0, 4, -1);
        assertThat(memory.learning().flush(Duration.ofMillis(700))).isFalse();
        assertThat(memory.learning().parkedTurns(ZOE, 10)).isEmpty();
        assertThat(memory.stats(ZOE).pendingTurns()).isEqualTo(4);
        outage.set(null);
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(days()).hasSize(4);
    }

    @Test
    void the_provider_is_not_asked_before_its_retry_time() {
        outage.set(
                new ModelUnavailableException("The provider limits the rate.", Duration.ofMillis(1_500), false, null));
        talk(0, 2, -1);
        long begun = System.nanoTime();
        assertThat(memory.learning().flush(Duration.ofMillis(300))).isFalse();
        outage.set(null);
        talk(2, 2, -1);
        assertThat(memory.learning().flush(Duration.ofMillis(300))).isFalse();
        assertThat(prompts).hasSize(1);
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(1_500));
        assertThat(days()).hasSize(4);
    }

    @Test
    void turns_of_untrusted_origins_cost_no_call_and_are_context_for_the_next() {
        memory.add(AddRequest.builder(ZOE)
                .turn(Turn.assistant("I like rain."))
                .turn(Turn.builder(Role.TOOL, "{\"weather\": \"rain\"}").build())
                .build());
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(prompts).isEmpty();
        assertThat(memory.stats(ZOE).pendingTurns()).isZero();
        talk(0, 1, -1);
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(prompts)
                .singleElement()
                .satisfies(
                        prompt -> assertThat(prompt).contains("> I like rain.").contains("> Day 0 was fine."));
    }

    private void talk(int from, int count, int poison) {
        AddRequest.Builder request = AddRequest.builder(ZOE);
        for (int day = from; day < from + count; day++) {
            request.turn(by(day == poison ? "Day " + day + " was " + POISON + "." : "Day " + day + " was fine."));
        }
        memory.add(request.build());
    }

    private List<Integer> days() {
        return memory.list(ListRequest.builder(ZOE).limit(100).build()).items().stream()
                .filter(memory -> memory.kind().isStatement())
                .map(Memory::text)
                .map(text -> Integer.parseInt(text.replaceAll("\\D", "")))
                .toList();
    }
}
