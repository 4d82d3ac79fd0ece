// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.AddRequest;
import dev.memoir.ItemType;
import dev.memoir.ListRequest;
import dev.memoir.Memory;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.Turn;
import dev.memoir.llm.LanguageModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * An update that was stated later than what was known is what the next search and the next prompt offer, through the
 * whole memory: whatever both validities are, and even if everything is imported years after it was said.
 */
class UpdatesTakeEffectTest extends LearningFixture {

    private static final Instant SAID = Instant.parse("2024-03-15T09:00:00Z");
    private static final List<String> TIMES =
            List.of("null", "\"2023\"", "\"2024-03-10\"", "\"2024-03-15\"", "\"2024-03-15T09:00:00Z\"", "\"2024-04\"");
    private static final List<Duration> GAPS = List.of(Duration.ZERO, Duration.ofHours(3), Duration.ofDays(40));
    private static final Pattern TURN = Pattern.compile("T1 user, [^\\n]*\\n> Desk (\\d+) is (\\w+)\\.");

    /** Cases by number: when the known fact holds, when the new one does, how much later that is stated. */
    private final Map<Integer, List<String>> cases = new HashMap<>();

    @Override
    String complete(List<LanguageModel.Message> messages, @Nullable String schema) {
        String prompt = messages.get(messages.size() - 1).text();
        prompts.add(prompt);
        Matcher turn = TURN.matcher(prompt);
        if (!turn.find()) {
            return "{\"operations\": []}";
        }
        int number = Integer.parseInt(turn.group(1));
        String colour = turn.group(2);
        boolean first = colour.equals("red");
        return """
                {"operations": [{"op": "%s", "target": %s, "correction": false, "kind": "FACT",
                  "text": "Desk %d is %s.", "subject": "Desk %d", "entities": [], "from": %s, "to": null, "turns": [1],
                  "quote": "Desk %d is %s"}]}
                """.formatted(
                        first ? "ADD" : "UPDATE",
                        first ? "null" : "1",
                        number,
                        colour,
                        number,
                        cases.getOrDefault(number, List.of("null", "null")).get(first ? 0 : 1),
                        number,
                        colour);
    }

    @Test
    void whatever_the_two_validities_are() {
        List<Duration> gaps = new ArrayList<>();
        for (String known : TIMES) {
            for (String changed : TIMES) {
                for (Duration gap : GAPS) {
                    cases.put(gaps.size(), List.of(known, changed));
                    gaps.add(gap);
                }
            }
        }
        for (int i = 0; i < gaps.size(); i++) {
            say(i, "red", SAID);
        }
        flush();
        for (int i = 0; i < gaps.size(); i++) {
            say(i, "blue", SAID.plus(gaps.get(i)));
        }
        flush();
        assertThat(memory.learning().rejections(Scope.agent("desks"), 10)).isEmpty();
        prompts.clear();
        for (int i = 0; i < gaps.size(); i++) {
            assertThat(texts(i))
                    .as("%s, %s later", cases.get(i), gaps.get(i))
                    .containsExactly("Desk " + i + " is blue.");
            assertThat(found(i)).as("search of %s", cases.get(i)).containsExactly("Desk " + i + " is blue.");
            memory.add(request(i, "What colour is desk " + i + "?", SAID.plus(Duration.ofDays(50))));
        }
        flush();
        assertThat(prompts)
                .hasSize(gaps.size())
                .allSatisfy(prompt -> assertThat(prompt).contains(" is blue.").doesNotContain(" is red"));
    }

    @Test
    void an_older_conversation_that_is_imported_later_takes_its_place_in_the_past() {
        say(1, "red", SAID);
        flush();
        say(1, "blue", SAID.minus(Duration.ofDays(300)));
        flush();
        assertThat(texts(1)).containsExactly("Desk 1 is red.");
        assertThat(found(1)).containsExactly("Desk 1 is red.");
    }

    private void say(int number, String colour, Instant at) {
        String since = cases.getOrDefault(number, List.of("null", "null")).get(colour.equals("red") ? 0 : 1);
        String words = "Desk " + number + " is " + colour + ".";
        memory.add(request(number, since.equals("null") ? words : words + " Since " + since, at));
    }

    private static AddRequest request(int number, String words, Instant at) {
        return AddRequest.builder(scope(number))
                .conversation(at.toString())
                .turn(Turn.builder(Role.USER, words).saidAt(at).build())
                .build();
    }

    private static Scope scope(int number) {
        return new Scope("user-" + number, "desks", null);
    }

    private void flush() {
        assertThat(memory.learning().flush(Duration.ofMinutes(2))).isTrue();
    }

    private List<String> texts(int number) {
        return memory.list(ListRequest.builder(scope(number)).build()).items().stream()
                .map(Memory::text)
                .toList();
    }

    private List<String> found(int number) {
        return memory
                .search(SearchRequest.builder(scope(number), "What colour is the desk?")
                        .types(ItemType.MEMORY)
                        .build())
                .hits()
                .stream()
                .map(hit -> hit.item().text())
                .toList();
    }
}
