// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.AddRequest;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.Scope;
import dev.memoir.StoreRequest;
import dev.memoir.Turn;
import dev.memoir.internal.extract.JunkCase;
import dev.memoir.learning.LearningSettings;
import dev.memoir.llm.LanguageModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The junk suite through the whole memory: extractor, validator, resolver and ledger, with the default embedder. */
class JunkLedgerTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String NOTHING = "{\"operations\": []}";
    private static final Pattern FACT = Pattern.compile("(?m)^(\\d+)\\. \\([^)]*\\) > (.*)$");
    private static final Pattern INSTRUCTED = Pattern.compile("\nInstructions for these turns\n(.+)\nAnswer\n$");
    private static final Pattern TARGET = Pattern.compile("(\"target\"\\s*:\\s*)(\\d+)");

    /** Only a flush extracts; a reply that cannot be parsed parks its turns immediately. */
    private static final LearningSettings WHEN_TOLD = LearningSettings.builder()
            .batchTurns(50)
            .batchTokens(100_000)
            .minTurns(50)
            .idle(Duration.ofDays(365))
            .attempts(1)
            .threads(1)
            .firstPause(Duration.ofMillis(10))
            .longestPause(Duration.ofMillis(50))
            .poll(Duration.ofMillis(20))
            .build();

    @TempDir
    static Path directory;

    /** By the name of a case, which is the instructions of its turns: one flush extracts from all of them. */
    private static final Map<String, JunkCase> SCRIPTED =
            JunkCase.all().stream().collect(Collectors.toMap(JunkCase::toString, Function.identity()));

    private static volatile String reply = NOTHING;
    private static LongTermMemory memory;

    @BeforeAll
    static void open() {
        memory = LongTermMemory.builder()
                .directory(directory)
                .languageModel(JunkLedgerTest::complete)
                .learning(WHEN_TOLD)
                .open();
    }

    @AfterAll
    static void close() {
        memory.close();
    }

    /** A script numbers the facts as they are listed in its file; the memory shows the nearest first. */
    private static String complete(List<LanguageModel.Message> messages, @Nullable String schema) {
        String prompt = messages.get(1).text();
        Matcher instructed = INSTRUCTED.matcher(prompt);
        if (!instructed.find()) {
            return reply;
        }
        JunkCase junk = SCRIPTED.get(instructed.group(1));
        List<String> facts = junk.known();
        Map<String, String> shown = new HashMap<>();
        Matcher fact = FACT.matcher(prompt);
        while (fact.find()) {
            shown.put(fact.group(2), fact.group(1));
        }
        return TARGET.matcher(junk.reply()).replaceAll(target -> {
            int number = Integer.parseInt(target.group(2));
            String text = number >= 1 && number <= facts.size() ? facts.get(number - 1) : "";
            return target.group(1) + shown.getOrDefault(text, target.group(2));
        });
    }

    @Test
    void no_case_leaves_an_ungrounded_entry_or_a_duplicate_or_loses_a_grounded_one() {
        Map<String, Integer> rejected = new TreeMap<>();
        List<String> ungrounded = new ArrayList<>();
        List<String> twice = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        int kept = 0;
        int merged = 0;
        int parked = 0;
        tell();
        for (JunkCase junk : JunkCase.all()) {
            Outcome outcome = outcome(junk);
            Set<String> allowed = new LinkedHashSet<>(junk.known());
            junk.accepted().forEach(line -> allowed.add(claimed(line)));
            for (Memory entry : outcome.current) {
                if (!allowed.contains(entry.text())) {
                    ungrounded.add(junk + ": " + entry.text());
                }
            }
            long gone = junk.accepted().stream()
                    .filter(line -> !line.startsWith("ADD "))
                    .count();
            long deleted = junk.accepted().stream()
                    .filter(line -> line.startsWith("DELETE "))
                    .count();
            long expected = junk.known().size() - gone + junk.distinct() - deleted;
            String difference = junk + ": " + outcome.current.size() + " for " + expected + " "
                    + outcome.current.stream().map(Memory::text).toList();
            if (outcome.current.size() > expected) {
                twice.add(difference);
            } else if (outcome.current.size() < expected) {
                lost.add(difference);
            }
            if (outcome.rejections.size() != junk.rejected().size()) {
                lost.add(junk + ": rejected " + outcome.rejections);
            }
            if (outcome.parked != (junk.malformed() ? junk.turns().size() : 0)) {
                lost.add(junk + ": parked " + outcome.parked);
            }
            outcome.rejections.forEach(why -> rejected.merge(why.split(":", 2)[0], 1, Integer::sum));
            kept += outcome.current.size();
            merged += junk.accepted().size() - junk.distinct();
            parked += outcome.parked;
        }
        System.out.println("junk suite through the ledger: " + JunkCase.all().size() + " replies, entries " + kept
                + ", merged " + merged + ", rejected " + rejected + ", turns parked " + parked + ", ungrounded "
                + ungrounded.size() + ", duplicates " + twice.size() + ", lost " + lost.size());
        assertThat(JunkCase.all()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(ungrounded).isEmpty();
        assertThat(twice).isEmpty();
        assertThat(lost).isEmpty();
    }

    private record Outcome(List<Memory> current, List<String> rejections, int parked) {}

    private static Scope scope(JunkCase junk) {
        return Scope.user(junk.toString());
    }

    /** Adds what is known and was said before, and then the turns of each case. */
    private static void tell() {
        for (JunkCase junk : JunkCase.all()) {
            if (!junk.known().isEmpty()) {
                StoreRequest.Builder known = StoreRequest.builder(scope(junk));
                junk.known().forEach(known::text);
                memory.store(known.build());
            }
            if (!junk.before().isEmpty()) {
                memory.add(AddRequest.builder(scope(junk)).turns(junk.before()).build());
            }
        }
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        for (JunkCase junk : JunkCase.all()) {
            memory.add(AddRequest.builder(scope(junk))
                    .turns(junk.turns())
                    .instructions(junk.toString())
                    .build());
        }
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
    }

    private static Outcome outcome(JunkCase junk) {
        Scope scope = scope(junk);
        return new Outcome(
                current(scope),
                memory.learning().rejections(scope, 100).stream()
                        .map(MemoryEvent::reason)
                        .toList(),
                memory.learning().parkedTurns(scope, 100).size());
    }

    private static void drawn(Scope scope, List<Turn> turns, String scripted) {
        reply = scripted;
        memory.add(AddRequest.builder(scope).turns(turns).build());
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        reply = NOTHING;
    }

    private static List<Memory> current(Scope scope) {
        return memory.list(ListRequest.builder(scope).limit(200).build()).items();
    }

    private static String claimed(String accepted) {
        return accepted.replaceFirst("^(?:ADD|UPDATE \\d+|DELETE) ?", "");
    }

    @Test
    void a_recalled_memory_that_is_extracted_again_over_fifty_rounds_stays_one() {
        Scope scope = Scope.user("fifty-rounds");
        String fact = add("PREFERENCE", "The user likes green tea.", "I like green tea");
        drawn(scope, List.of(Turn.user("I like green tea.")), operations(fact));
        for (int round = 0; round < 50; round++) {
            Turn asked = round % 2 == 0
                    ? Turn.user("What do I like? (" + round + ")")
                    : Turn.user("What do I like? (" + round + ")\n"
                            + memory.search(scope, "What do I like?").context());
            drawn(
                    scope,
                    List.of(asked, Turn.assistant("As you told me, the user likes green tea.")),
                    operations(
                            fact,
                            fact.replace("\"turns\": [1]", "\"turns\": [2]")
                                    .replace("I like green tea", "the user likes green tea")));
        }
        assertThat(current(scope)).extracting(Memory::text).containsExactly("The user likes green tea.");
        Memory only = current(scope).get(0);
        assertThat(memory.learning().sources(scope, only.id())).hasSize(1);
        assertThat(memory.learning().rejections(scope, 200)).hasSize(100);
    }

    @Test
    void six_ways_to_say_one_thing_of_one_turn_are_one_entry_and_other_things_are_not() {
        Scope scope = Scope.user("six-ways-of-one-turn");
        Turn said = Turn.user(
                "I moved to Lisbon with Ana on 3 May, not to Porto, and bought 2 bikes. I like tea and coffee.");
        drawn(
                scope,
                List.of(said),
                operations(
                        add("EVENT", "The user moved to Lisbon with Ana.", "I moved to Lisbon with Ana"),
                        add("EVENT", "The user has moved to Lisbon with Ana.", "I moved to Lisbon with Ana"),
                        add(
                                "EVENT",
                                "The user relocated to Lisbon with Ana, moving there.",
                                "I moved to Lisbon with Ana"),
                        add("EVENT", "The user moved house to Lisbon with Ana.", "I moved to Lisbon with Ana"),
                        add("EVENT", "Having moved, the user is in Lisbon with Ana.", "I moved to Lisbon with Ana"),
                        add("EVENT", "Lisbon is where the user moved with Ana.", "I moved to Lisbon with Ana"),
                        add("EVENT", "The user moved to Lisbon.", "I moved to Lisbon"),
                        add("EVENT", "The user did not move to Porto.", "not to Porto"),
                        add("EVENT", "The user bought 2 bikes.", "bought 2 bikes"),
                        add("PREFERENCE", "The user likes tea.", "I like tea and coffee"),
                        add("PREFERENCE", "The user likes coffee.", "I like tea and coffee")));
        assertThat(current(scope))
                .extracting(Memory::text)
                .containsExactlyInAnyOrder(
                        "The user moved to Lisbon with Ana.",
                        "The user moved to Lisbon.",
                        "The user did not move to Porto.",
                        "The user bought 2 bikes.",
                        "The user likes tea.",
                        "The user likes coffee.");
    }

    @Test
    void one_event_stated_in_six_turns_is_one_memory_with_six_sources() {
        Scope scope = Scope.user("six-turns");
        List<String> told = List.of(
                "moved to Lisbon",
                "has moved to Lisbon",
                "relocated to Lisbon",
                "has relocated to Lisbon",
                "moved house to Lisbon",
                "moved to  LISBON");
        for (String way : told) {
            String words = "By the way, Ana " + way + "!";
            drawn(
                    scope,
                    List.of(Turn.user(words)),
                    operations(add("EVENT", "Ana " + way + ".", "Ana " + way).replace("\"user\"", "\"Ana\"")));
        }
        assertThat(current(scope)).extracting(Memory::text).containsExactly("Ana moved to Lisbon.");
        assertThat(memory.learning().sources(scope, current(scope).get(0).id())).hasSize(6);
    }

    private static String add(String kind, String text, String quote) {
        return """
                {"op": "ADD", "kind": "%s", "text": "%s", "subject": "user", "entities": [], "turns": [1],
                 "quote": "%s"}""".formatted(kind, text, quote);
    }

    private static String operations(String... operations) {
        return List.of(operations).stream().collect(Collectors.joining(",", "{\"operations\": [", "]}"));
    }
}
