// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.Turn;
import dev.memoir.samples.web.Running.Got;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The requests of the page to the server; each test has its own users. */
class EndpointsTest {

    private static final String SAID = "My sister Ana moved to Lisbon in May.";
    private static final String ASKED = "Where does my sister live?";

    @TempDir
    private static Path directory;

    private static Running running;

    @BeforeAll
    static void start() {
        running = new Running(directory);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void an_answer_tells_first_what_was_recalled_and_why_then_its_words_then_that_it_is_written() {
        String id = say("ann", "1", SAID).part("written").path("asked").asString();
        Got answer = say("ann", "2", ASKED);
        List<JsonNode> parts = answer.text()
                .lines()
                .map(new tools.jackson.databind.json.JsonMapper()::readTree)
                .toList();
        assertThat(parts.get(0).path("type").asString()).isEqualTo("recalled");
        assertThat(parts.get(parts.size() - 1).path("type").asString()).isEqualTo("written");
        assertThat(parts).hasSizeGreaterThan(5);
        assertThat(answer.words()).contains("“" + SAID + "”");

        JsonNode best = answer.part("recalled").path("items").path(0);
        assertThat(best.path("id").asString()).isEqualTo(id);
        double shares = 0;
        for (JsonNode share : best.path("match").path("shares")) {
            shares += share.path("share").asDouble();
        }
        double score = best.path("match").path("score").asDouble();
        assertThat(score).isPositive().isCloseTo(shares, org.assertj.core.data.Offset.offset(1e-6));
    }

    @Test
    void who_looks_after_an_answer_finds_what_was_said_and_no_offline_reply() {
        for (int i = 0; i < 5; i++) {
            say("bea", "c", "The code of door " + i + " is " + (7000 + i));
            assertThat(texts(running.get("conversations/c?user=bea").json())).hasSize(i + 1);
        }
        assertThat(running.get("stats?user=bea").json().path("turns").asInt()).isEqualTo(5);
        assertThat(texts(running.get("turns?user=bea").json().path("items")).get(0))
                .isEqualTo("The code of door 4 is 7004");
    }

    @Test
    void what_is_recalled_is_no_message_of_the_conversation() {
        say("cid", "1", SAID);
        say("cid", "2", ASKED);
        assertThat(running.get("conversations/2?user=cid").text()).doesNotContain("recalled-memory");
        assertThat(running.get("turns?user=cid").text()).doesNotContain("recalled-memory");
    }

    @Test
    void only_what_the_model_got_to_see_counts_as_recalled() {
        for (int i = 0; i < 12; i++) {
            say("bob", "1", "The garden gate " + i + " is green. " + "It creaks in the wind. ".repeat(30));
        }
        JsonNode recalled =
                say("bob", "2", "Which garden gate is green?").part("recalled").path("items");
        assertThat(texts(recalled).stream().filter(text -> text.contains("creaks")))
                .as("a block of 1000 tokens holds six of 160")
                .hasSizeBetween(3, 7);
    }

    @Test
    void nothing_of_one_user_is_there_for_another() {
        String turn = say("dora", "c", SAID).part("written").path("asked").asString();
        String memory = running.edit("dora", turn, "My sister Ana moved to Porto.")
                .json()
                .path("id")
                .asString();
        say("dora", "c", ASKED);

        assertThat(say("dan", "c", ASKED).words()).contains("recalled nothing");
        assertThat(running.get("search?user=dan&q=sister").text()).doesNotContain("Porto", "Lisbon");
        assertThat(running.get("conversations/c?user=dan").json()).hasSize(1);
        assertThat(running.get("memories?user=dan").json().path("items")).isEmpty();
        for (Got got : List.of(
                running.edit("dan", memory, "x"),
                running.edit("dan", turn, "x"),
                running.get("items/" + memory + "/history?user=dan"),
                running.get("items/" + memory + "/quotes?user=dan"),
                running.delete("items/" + memory + "?user=dan"))) {
            assertThat(got.status()).isEqualTo(404);
            assertThat(got.text()).doesNotContain("Porto", "Lisbon", "dora");
        }
        running.delete("items?user=dan");
        assertThat(running.get("memories?user=dora").json().path("items")).hasSize(1);
    }

    @Test
    void a_turn_that_is_edited_becomes_a_memory_with_its_history_and_its_time() {
        String turn = say("eve", "1", SAID).part("written").path("asked").asString();
        JsonNode said = item("eve", turn);
        JsonNode memory = running.edit("eve", turn, "  My sister Ana moved to Porto in June.\n")
                .json();
        assertThat(memory.path("type").asString()).isEqualTo("memory");
        assertThat(memory.path("text").asString()).isEqualTo("My sister Ana moved to Porto in June.");
        assertThat(memory.path("at").asString()).isEqualTo(said.path("at").asString());
        assertThat(texts(running.get("turns?user=eve").json().path("items"))).doesNotContain(SAID);

        String id = memory.path("id").asString();
        JsonNode history = running.get("items/" + id + "/history?user=eve").json();
        assertThat(history).hasSize(2);
        assertThat(history.path(1).path("from").asString()).isEqualTo(SAID);
        assertThat(history.path(1).path("to").asString()).isEqualTo("My sister Ana moved to Porto in June.");

        assertThat(say("eve", "2", ASKED).words()).contains("Porto").doesNotContain("Lisbon");
        running.edit("eve", id, "My sister Ana moved to Faro.");
        assertThat(running.get("items/" + id + "/history?user=eve").json()).hasSize(3);
        assertThat(say("eve", "3", ASKED).words()).contains("Faro").doesNotContain("Porto");
    }

    @Test
    void what_is_forgotten_is_recalled_no_more_and_a_second_time_it_is_not_there() {
        String turn = say("flo", "1", SAID).part("written").path("asked").asString();
        assertThat(running.delete("items/" + turn + "?user=flo")
                        .json()
                        .path("turns")
                        .asInt())
                .isEqualTo(1);
        assertThat(running.delete("items/" + turn + "?user=flo").status()).isEqualTo(404);
        Got answer = say("flo", "2", ASKED);
        assertThat(answer.text()).doesNotContain("Lisbon");
    }

    @Test
    void the_answers_that_quote_something_are_named_so_that_they_can_be_forgotten_with_it() {
        String turn = say("gil", "1", SAID).part("written").path("asked").asString();
        String answer = answered("gil", "Your sister? " + SAID);
        answered("gil", "Your dog is called Bo.");
        JsonNode quotes = running.get("items/" + turn + "/quotes?user=gil").json();
        assertThat(quotes).hasSize(1);
        assertThat(quotes.path(0).path("id").asString()).isEqualTo(answer);
    }

    @Test
    void everything_is_forgotten_at_once() {
        say("hal", "1", SAID);
        say("hal", "1", ASKED);
        assertThat(running.delete("items?user=hal").json().path("turns").asInt())
                .isEqualTo(2);
        assertThat(running.get("stats?user=hal").json().path("turns").asInt()).isZero();
        assertThat(running.get("conversations/1?user=hal").json()).isEmpty();
    }

    @Test
    void an_answer_can_be_forgotten_but_not_edited() {
        String answer = answered("ida", "She moved to Lisbon.");
        Got got = running.edit("ida", answer, "Never mind.");
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.detail()).startsWith("An answer cannot be edited");
        assertThat(running.delete("items/" + answer + "?user=ida").status()).isEqualTo(200);
    }

    @Test
    void pages_lead_to_the_first_turn() {
        for (int i = 0; i < 40; i++) {
            say("jon", "c", "The code of door " + i + " is " + (7000 + i));
        }
        List<String> all = new ArrayList<>();
        JsonNode page = running.get("turns?user=jon").json();
        all.addAll(texts(page.path("items")));
        while (page.path("next").isString()) {
            page = running.get("turns?user=jon&after="
                            + Running.encoded(page.path("next").asString()))
                    .json();
            all.addAll(texts(page.path("items")));
        }
        assertThat(all).hasSize(40);
        assertThat(all.get(39)).isEqualTo("The code of door 0 is 7000");
        assertThat(running.get("turns?user=jon&after=x").status()).isEqualTo(400);
    }

    @Test
    void messages_of_any_sort_come_back_as_they_were_said() {
        String markup = "<img src=x onerror=alert(1)> </recalled-memory> {{x}} {y} $z %s \"quoted\" \\";
        String emoji = "Моя сестра 👩‍👩‍👧 живёт в Лиссабоне 🇵🇹";
        String lines = "one\n\n  two\r\nthree";
        for (String words : List.of(markup, emoji, lines)) {
            Got got = say("kim", "c", words);
            assertThat(got.status()).isEqualTo(200);
            assertThat(got.part("written").path("asked").isString()).isTrue();
        }
        assertThat(texts(running.get("conversations/c?user=kim").json())).contains(markup, emoji, lines);
        assertThat(say("kim", "d", "Где живёт моя сестра?").words()).contains(emoji);
    }

    @Test
    void a_message_of_a_hundred_thousand_characters_is_remembered_and_searched() {
        String words = "The garden gate is green. ".repeat(4_000);
        assertThat(say("leo", "c", words).part("written").path("asked").isString())
                .isTrue();
        assertThat(say("leo", "d", "What colour is the garden gate?")
                        .part("recalled")
                        .path("items"))
                .isNotEmpty();
        assertThat(texts(running.get("search?user=leo&q=gate").json())).contains(words.strip());
    }

    @Test
    void what_cannot_be_taken_is_refused_with_the_reason() {
        Stream.of(
                        say("max", "c", ""),
                        say("max", "c", " \n "),
                        say("max", "c", "x".repeat(ChatEndpoint.LONGEST + 1)),
                        say("max", "a conversation".replace(' ', '_'), "Hello."),
                        say("max", "c".repeat(65), "Hello."),
                        say("m ax", "c", "Hello."),
                        say(" ", "c", "Hello."),
                        running.send("POST", "conversations/c", "{\"words\":\"Hello.\"}"),
                        running.send("POST", "conversations/c?user=max", "{\"words\":"),
                        running.send("POST", "conversations/c?user=max", "{}"),
                        running.send("POST", "conversations/c?user=max", "null"),
                        running.get("search?user=max"),
                        running.get("search?user=max&q="),
                        running.get("turns"))
                .forEach(got -> {
                    assertThat(got.status()).as(got.text()).isEqualTo(400);
                    assertThat(got.detail()).isNotBlank();
                    assertThat(got.response()
                                    .headers()
                                    .firstValue("content-type")
                                    .orElseThrow())
                            .startsWith("application/problem+json");
                });
        assertThat(running.get("stats?user=max").json().path("turns").asInt()).isZero();
        assertThat(running.get("nothing?user=max").status()).isEqualTo(404);
    }

    @Test
    void an_id_with_slashes_and_percents_is_a_user_like_any_other() {
        String user = "a/b?c=%2e&d#é..";
        say(user, "1", SAID);
        assertThat(say(user, "2", ASKED).words()).contains("Lisbon");
        assertThat(running.get("stats?user=" + Running.encoded("a/b"))
                        .json()
                        .path("turns")
                        .asInt())
                .isZero();
    }

    @Test
    void what_is_hidden_is_listed_apart_and_can_be_shown_again() {
        String turn = say("ned", "1", SAID).part("written").path("asked").asString();
        assertThat(running.send("PUT", "items/" + turn + "/suppressed?user=tom", "")
                        .status())
                .isEqualTo(200);
        assertThat(running.get("suppressed?user=ned").json().path("items")).isEmpty();

        running.send("PUT", "items/" + turn + "/suppressed?user=ned", "");

        assertThat(texts(running.get("suppressed?user=ned").json().path("items")))
                .containsExactly(SAID);
        assertThat(running.get("turns?user=ned").json().path("items")).isEmpty();
        assertThat(running.get("conversations/1?user=ned").json()).isEmpty();
        assertThat(say("ned", "2", ASKED).text()).doesNotContain("Lisbon");
        JsonNode step =
                running.get("items/" + turn + "/history?user=ned").json().path(0);
        assertThat(step.path("type").asString()).isEqualTo("SUPPRESS");
        assertThat(running.delete("steps/" + step.path("id").asString() + "?user=tom")
                        .status())
                .isEqualTo(404);

        assertThat(running.delete("steps/" + step.path("id").asString() + "?user=ned")
                        .status())
                .isEqualTo(200);
        assertThat(say("ned", "3", ASKED).words()).contains("Lisbon");
        running.send("PUT", "items/" + turn + "/suppressed?user=ned", "");
        running.delete("items/" + turn + "/suppressed?user=ned");
        assertThat(running.get("suppressed?user=ned").json().path("items")).isEmpty();
    }

    /** An answer of a model, which is remembered; those without one are not. */
    private static String answered(String user, String words) {
        Turn answer = Turn.builder(Role.ASSISTANT, words).build();
        return running.memory().add(Scope.user(user), answer).turns().get(0).id();
    }

    private static Got say(String user, String conversation, String words) {
        return running.say(user, conversation, words);
    }

    private static JsonNode item(String user, String id) {
        for (JsonNode item : running.get("turns?user=" + user).json().path("items")) {
            if (item.path("id").asString().equals(id)) {
                return item;
            }
        }
        throw new AssertionError("no turn " + id);
    }

    private static List<String> texts(JsonNode items) {
        List<String> texts = new ArrayList<>();
        items.forEach(item -> texts.add(item.path("text").asString()));
        return texts;
    }
}
