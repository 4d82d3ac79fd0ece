// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.memoir.AddRequest;
import dev.memoir.AsOf;
import dev.memoir.InvalidInputException;
import dev.memoir.LongTermMemory;
import dev.memoir.LongTermMemoryBuilder;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryKind;
import dev.memoir.Origin;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.StoredTurn;
import dev.memoir.Turn;
import dev.memoir.learning.SummarySettings;
import dev.memoir.llm.LanguageModel;
import dev.memoir.prompt.TokenCounter;
import dev.memoir.testing.WordEmbedder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Conversations are summarised in the background: SQLite, Lucene and db-scheduler in this process, a scripted model.
 */
class SummariesTest extends LearningFixture {

    private static final String TALK = "talk";
    private static final int EVERY = 4;
    private static final int LONGEST = 60;

    private final Queue<String> summaries = new ConcurrentLinkedQueue<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    @Override
    LongTermMemoryBuilder built(LongTermMemoryBuilder builder) {
        return builder.summaries(new SummarySettings(EVERY, Duration.ofMinutes(30), LONGEST));
    }

    @Override
    String complete(List<LanguageModel.Message> messages, @Nullable String schema) {
        String prompt = messages.get(messages.size() - 1).text();
        if (!prompt.startsWith("Summary so far")) {
            prompts.add(prompt);
            return "{\"operations\": []}";
        }
        if (down.get()) {
            throw new IllegalStateException("the model is down");
        }
        asked.add(prompt);
        String reply = summaries.poll();
        return reply == null ? "NONE" : reply;
    }

    private List<StoredTurn> say(String... words) {
        AddRequest.Builder request = AddRequest.builder(ZOE).conversation(TALK);
        for (String text : words) {
            request.turn(by(text));
        }
        return memory.add(request.build()).turns();
    }

    private Memory summarised(String reply, String... words) {
        summaries.add(reply);
        if (words.length > 0) {
            say(words);
        }
        memory.learning().endConversation(ZOE, TALK);
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(summaries).isEmpty();
        return summary();
    }

    private Memory summary() {
        return memory.learning().summary(ZOE, TALK).orElseThrow();
    }

    @Test
    void a_summary_is_made_after_so_many_turns_and_goes_on_from_the_one_before() {
        summaries.add("Zoe moved to Lisbon with Ana.");
        say("I moved to Lisbon.", "Ana came along.", "We like it.");
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(asked).as("too few turns").isEmpty();
        say("It is warm.");
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        Memory first = summary();
        assertThat(first.text()).isEqualTo("Zoe moved to Lisbon with Ana.");
        assertThat(first.kind()).isEqualTo(MemoryKind.SUMMARY);
        assertThat(first.extractor()).isEqualTo("memoir-summary-1");

        summaries.add("Zoe moved to Lisbon with Ana and found work at Fado Records.");
        say("I found work.", "At Fado Records.", "Ana did not.", "She paints.");
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(asked).as("one call a summary").hasSize(2);
        assertThat(asked.get(1))
                .as("the summary so far and the new turns, nothing else")
                .contains("> Zoe moved to Lisbon with Ana.", "> She paints.")
                .doesNotContain("It is warm");
        assertThat(summary().supersedes()).isEqualTo(first.id());
        assertThat(memory.learning().sources(ZOE, summary().id())).hasSize(8);
        assertThat(memory.search(SearchRequest.builder(ZOE, "Lisbon")
                                .kinds(MemoryKind.SUMMARY)
                                .types(dev.memoir.ItemType.MEMORY)
                                .build())
                        .hits())
                .singleElement()
                .satisfies(
                        hit -> assertThat(hit.item().id()).isEqualTo(summary().id()));
        assertThat(memory.history(ZOE, first.id()))
                .extracting(MemoryEvent::type)
                .containsExactly(MemoryEvent.Type.ADD, MemoryEvent.Type.SUPERSEDE);
    }

    @Test
    void a_conversation_that_rests_is_summarised_without_being_asked_to() {
        summaries.add("Zoe moved to Lisbon.");
        say("I moved to Lisbon.");
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(memory.learning().summary(ZOE, TALK)).isEmpty();
        now = now.plus(Duration.ofMinutes(30));
        memory.close();
        open();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> memory.learning().summary(ZOE, TALK).isPresent());
    }

    @Test
    void a_statement_without_support_is_left_out_of_the_summary_and_noted_with_its_reason() {
        Memory summary = summarised(
                "Zoe moved to Lisbon. Marcus helped Zoe move. Zoe paid 900 euros. Later it was warm.",
                "I moved to Lisbon.",
                "It is warm.");
        assertThat(summary.text()).isEqualTo("Zoe moved to Lisbon. Later it was warm.");
        assertThat(memory.learning().rejections(ZOE, 10))
                .extracting(
                        MemoryEvent::type,
                        event -> event.newText(),
                        event -> event.reason().substring(0, event.reason().indexOf(':')))
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(
                                MemoryEvent.Type.REJECT, "Marcus helped Zoe move.", "UNGROUNDED_NAME"),
                        org.assertj.core.groups.Tuple.tuple(
                                MemoryEvent.Type.REJECT, "Zoe paid 900 euros.", "UNGROUNDED_NUMBER"));
    }

    @Test
    void the_next_summary_may_repeat_the_previous_one() {
        summarised("Zoe paid 900 euros to Marcus.", "I paid Marcus 900 euros.");
        assertThat(summarised("Zoe paid Marcus 900 euros and regrets it.", "I regret it.")
                        .text())
                .isEqualTo("Zoe paid Marcus 900 euros and regrets it.");
        assertThat(memory.learning().rejections(ZOE, 10)).isEmpty();
    }

    @Test
    void the_language_of_the_conversation_is_kept() {
        assertThat(summarised("用户搬到了里斯本。", "我搬到了里斯本。").text()).isEqualTo("用户搬到了里斯本。");
        assertThat(summarised(
                                "Пользователь переехал в Лиссабон и нашёл работу.",
                                "Я переехал в Лиссабон.",
                                "Нашёл работу.")
                        .text())
                .isEqualTo("Пользователь переехал в Лиссабон и нашёл работу.");
    }

    @Test
    void tools_documents_system_messages_and_secrets_are_not_summarised() {
        summaries.add("Zoe asked for the weather. The password is hunter2secret!");
        memory.add(AddRequest.builder(ZOE)
                .conversation(TALK)
                .turn(by("What is the weather?"))
                .turn(Turn.builder(Role.TOOL, "The tool says sunny.").build())
                .turn(Turn.builder(Role.SYSTEM, "You are a pirate.").build())
                .turn(Turn.builder(Role.USER, "A long report.")
                        .origin(Origin.DOCUMENT)
                        .build())
                .turn(Turn.builder(Role.ASSISTANT, "It is sunny.").build())
                .build());
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(asked.get(0))
                .contains("What is the weather?", "It is sunny.")
                .doesNotContain("tool says", "pirate", "report");
        assertThat(summary().text()).isEqualTo("Zoe asked for the weather.");
        assertThat(summary().origin()).as("the least trusted").isEqualTo(Origin.ASSISTANT);
        assertThat(memory.learning().rejections(ZOE, 10).toString()).doesNotContain("hunter2");
    }

    @Test
    void a_summary_that_is_too_long_keeps_its_latest_sentences() {
        String long1 = "Zoe talked of Lisbon and the river and the bridge and the hills and the trams there. ";
        Memory summary = summarised(
                long1.repeat(6) + "Zoe bought a boat.",
                "Lisbon has a river, a bridge, hills and trams, I talked of all that.",
                "I bought a boat.");
        assertThat(TokenCounter.count(summary.text())).isLessThanOrEqualTo(LONGEST);
        assertThat(summary.text()).startsWith("Zoe talked").endsWith("Zoe bought a boat.");
    }

    @Test
    void what_models_write_around_a_summary_is_taken_off() {
        assertThat(summarised(
                                "<think>Let me see.</think>```\n## Summary\n- Zoe moved to Lisbon.\n- It is warm.\n```",
                                "I moved to Lisbon.",
                                "It is warm.")
                        .text())
                .isEqualTo("Zoe moved to Lisbon. It is warm.");
        assertThat(summarised("{\"summary\": \"Zoe moved to Lisbon and bought a boat.\"}", "I bought a boat.")
                        .text())
                .isEqualTo("Zoe moved to Lisbon and bought a boat.");
    }

    @Test
    void a_model_that_is_down_is_caught_up_with_later() {
        down.set(true);
        say("I moved to Lisbon.", "Ana came.", "We like it.", "It is warm.");
        assertThat(memory.learning().flush(Duration.ofMillis(300))).isFalse();
        memory.close();
        open();
        summaries.add("Zoe moved to Lisbon.");
        down.set(false);
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(summary().text()).isEqualTo("Zoe moved to Lisbon.");
        assertThat(memory.learning().sources(ZOE, summary().id())).hasSize(4);
    }

    @Test
    void a_summary_of_which_nothing_can_be_believed_is_given_up_until_more_is_said_or_it_is_replayed() {
        for (int i = 0; i < QUICK.attempts(); i++) {
            summaries.add("Marcus bought a yacht.");
        }
        say("I moved to Lisbon.", "Ana came.", "We like it.", "It is warm.");
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(summaries).isEmpty();
        assertThat(memory.learning().summary(ZOE, TALK)).isEmpty();
        assertThat(memory.learning().parkedSummaries(ZOE, 10))
                .singleElement()
                .satisfies(parked -> assertThat(parked.conversation()).isEqualTo(TALK));
        assertThat(memory.learning().rejections(ZOE, 10)).hasSize(QUICK.attempts());
        summaries.add("Zoe moved to Lisbon.");
        memory.learning().retryParked(ZOE);
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(summary().text()).isEqualTo("Zoe moved to Lisbon.");
        assertThat(memory.learning().parkedSummaries(ZOE, 10)).isEmpty();
    }

    @Test
    void a_summary_can_be_read_as_it_was_and_taken_back() {
        Memory first = summarised("Zoe moved to Lisbon.", "I moved to Lisbon.");
        Instant then = now;
        now = now.plus(Duration.ofDays(1));
        Memory second = summarised("Zoe moved to Lisbon and bought a boat.", "I bought a boat.");
        assertThat(memory.search(SearchRequest.builder(ZOE, "Lisbon")
                                .kinds(MemoryKind.SUMMARY)
                                .asOf(AsOf.recorded(then))
                                .build())
                        .hits())
                .extracting(hit -> hit.item().text())
                .contains(first.text())
                .doesNotContain(second.text());
        memory.learning().undo(ZOE, last(second.id()).id());
        assertThat(summary().text()).isEqualTo(first.text());
        now = now.plus(Duration.ofDays(1));
        Memory third = summarised("Zoe moved to Lisbon and sings.", "I sing.");
        assertThat(third.supersedes()).isEqualTo(first.id());
        assertThat(asked.get(2)).contains("> Zoe moved to Lisbon.").doesNotContain("boat");
    }

    @Test
    void forgetting_a_turn_removes_it_from_every_summary_and_the_rest_is_summarised_again() {
        summarised("Zoe moved to Lisbon.", "I moved to Lisbon.");
        summaries.add("Zoe moved to Lisbon and loves Marcus.");
        List<StoredTurn> secret = say("I love Marcus.");
        memory.learning().endConversation(ZOE, TALK);
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        summarised("Zoe moved to Lisbon, loves Marcus and sings.", "I sing.");

        summaries.add("Zoe moved to Lisbon and sings.");
        memory.forget(ZOE, secret.get(0).id());
        assertThat(memory.search(ZOE, "Marcus").context()).doesNotContain("Marcus");
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(summary().text()).isEqualTo("Zoe moved to Lisbon and sings.");
        assertThat(asked.get(asked.size() - 1)).doesNotContain("Marcus");
    }

    @Test
    void no_byte_of_a_forgotten_turn_stays_in_summaries_or_rejected_proposals() throws IOException {
        summarised("Zoe moved to Lisbon.", "I moved to Lisbon.");
        List<StoredTurn> secret = say("I love Quillibrand.");
        summarised("Zoe moved to Lisbon and loves Quillibrand.");
        summarised("Zoe loves Quillibrand and sings. Quillibrand met Ottokar.", "I sing.");
        for (int i = 0; i < QUICK.attempts(); i++) {
            summaries.add("Quillibrand met Ottokar.");
        }
        say("I dance.");
        memory.learning().endConversation(ZOE, TALK);
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(memory.learning().rejections(ZOE, 10)).hasSize(1 + QUICK.attempts());
        assertThat(files("Quillibrand")).as("the test sees what is there").isNotEmpty();

        summaries.add("Zoe moved to Lisbon, sings and dances.");
        memory.forget(ZOE, secret.get(0).id());
        assertThat(files("Quillibrand")).isEmpty();
        memory.learning().endConversation(ZOE, TALK);
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(summary().text()).isEqualTo("Zoe moved to Lisbon, sings and dances.");
        assertThat(files("Quillibrand")).isEmpty();
    }

    private List<Path> files(String words) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(words)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    @Test
    void a_summary_is_no_fact_that_extraction_could_change() {
        summarised("Zoe moved to Lisbon.", "I moved to Lisbon.");
        say("I moved to Lisbon last week.");
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(prompts).hasSize(2);
        assertThat(prompts.get(1)).startsWith("Known facts\nTurns before\n");
    }

    @Test
    void a_summary_is_found_in_its_exact_scope_only() {
        summarised("Zoe moved to Lisbon.", "I moved to Lisbon.");
        Scope tom = Scope.user("tom");
        memory.learning().endConversation(tom, TALK);
        assertThat(memory.learning().summary(tom, TALK)).isEmpty();
        assertThat(memory.learning().summary(Scope.user("zoe").withAgent("a"), TALK))
                .isEmpty();
    }

    @Test
    void summaries_need_a_language_model() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> LongTermMemory.builder()
                        .directory(directory.resolve("other"))
                        .embedder(new WordEmbedder())
                        .summaries(SummarySettings.defaults())
                        .open());
    }
}
