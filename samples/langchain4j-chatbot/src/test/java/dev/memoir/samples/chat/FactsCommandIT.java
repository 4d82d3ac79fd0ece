// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged chat learns: facts, their history and provenance, taken back, in real processes with a model on
 * loopback.
 */
class FactsCommandIT {

    private static final String BERLIN = """
            "op":"ADD","target":null,"correction":false,"kind":"FACT","text":"The user lives in Berlin.","subject":"user",
            "entities":["Berlin"],"from":null,"to":null,"turns":[1],"quote":"I live in Berlin."
            """;

    private static final String LISBON = """
            "op":"UPDATE","target":1,"correction":false,"kind":"FACT","text":"The user lives in Lisbon.","subject":"user",
            "entities":["Lisbon"],"from":null,"to":null,"turns":[1],"quote":"Now I live in Lisbon."
            """;

    private static final Pattern ID =
            Pattern.compile("(?m)^([0-9a-f]{8}-[0-9a-f-]{27})  .* fact: The user lives in Berlin");

    @TempDir
    private Path folder;

    private ModelStandIn server;

    @BeforeEach
    void start() throws IOException {
        server = new ModelStandIn();
        server.draws("I live in Berlin.", BERLIN);
        server.draws("Now I live in Lisbon.", LISBON);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void facts_are_listed_with_their_history_and_taken_back_step_by_step() {
        String told = chat("I live in Berlin.\n/facts\n").out();
        assertThat(told).contains("Known of zoe: 1.").doesNotContain("No facts are drawn yet");
        Matcher id = ID.matcher(told);
        assertThat(id.find()).as(told).isTrue();
        String beginning = id.group(1).substring(0, 24);

        String changed = chat("Now I live in Lisbon.\n/facts\n/history " + beginning + "\n")
                .out();
        assertThat(changed)
                .contains("fact: The user lives in Lisbon.")
                .doesNotContain("fact: The user lives in Berlin.")
                .contains("ADD by memoir-llm-2", ": “The user lives in Berlin.”")
                .contains("SUPERSEDE by memoir-llm-2", ": “The user lives in Berlin.” → “The user lives in Lisbon.”")
                .contains("Now I live in Lisbon.");

        String undone = chat("/undo\n/facts\n/undo\n/facts\n/undo\n/undo " + beginning + "\n/facts\n")
                .out();
        assertThat(undone)
                .containsSubsequence(
                        "Undone:",
                        "UNDO by api",
                        "fact: The user lives in Berlin.",
                        "Undone:",
                        "Known of zoe: 0.",
                        "There is nothing to undo.",
                        "Undone:",
                        "fact: The user lives in Berlin.");
    }

    @Test
    void who_and_what_is_spoken_of_is_listed_with_what_is_linked() {
        String told = chat("Berlin is big.\nI live in Berlin.\n/entities\n/entities berlin\n/entities Porto\n")
                .out();
        assertThat(told)
                .containsSubsequence(
                        "Berlin: 1 memory, 2 turns",
                        "Berlin: 1 memory, 2 turns",
                        "Nothing mentions Porto. /entities lists the known names.");
        String linked = told.substring(told.lastIndexOf("Berlin: 1 memory, 2 turns"));
        assertThat(linked)
                .contains("fact: The user lives in Berlin.", "user: I live in Berlin.", "user: Berlin is big.");
        assertThat(chat("/entities 1\n").out()).contains("Berlin: 1 memory, 2 turns");
    }

    @Test
    void an_answer_tells_what_it_was_given_and_where_that_comes_from() {
        chat("I live in Berlin.\n/facts\n");
        String why = chat("/why\nWhere do I live?\n/why\n").out();
        assertThat(why)
                .containsSubsequence(
                        "Nothing has been answered yet.",
                        "For “Where do I live?” the answer was given this, best first, in ",
                        "fact: The user lives in Berlin.");
        assertThat(why.substring(why.indexOf("fact: The user lives in Berlin.")))
                .containsSubsequence(
                        "    score 0.", "    from ", "user: I live in Berlin.", "    quoting “I live in Berlin.”");
        assertThat(why).contains("dense ");
    }

    @Test
    void a_model_that_draws_nothing_for_a_while_costs_no_answer_and_no_fact() {
        server.failsToDraw(500);
        Ran down = chat("I live in Berlin.\n/facts\n");
        assertThat(down.out())
                .startsWith("Noted by the stand-in.\n")
                .contains("Known of zoe: 0.", "No facts are drawn yet from 2 turns: the model does not answer");
        assertThat(down.exit()).isZero();
        server.failsToDraw(200);
        assertThat(chat("/facts\n").out())
                .contains("fact: The user lives in Berlin.")
                .doesNotContain("No facts");
    }

    @Test
    void without_a_model_turns_are_recalled_and_no_facts_are_drawn() {
        Ran ran = new Chatting(folder)
                .chat(
                        "I live in Berlin.\nWhere do I live?\n/why\n/facts\n/undo\n/history 0\n/forget 0\n",
                        "--user",
                        "zoe",
                        "--dir",
                        folder.resolve("memory").toString());
        assertThat(ran.out())
                .contains("from memory: “I live in Berlin.”")
                .containsSubsequence(
                        "For “Where do I live?” the answer was given this",
                        "user: I live in Berlin.",
                        "    score 0.",
                        "Known of zoe: 0.",
                        "No facts are drawn yet from 2 turns: that takes a language model.",
                        "There is nothing to undo.",
                        "2 ids of zoe begin with 0. Type a longer prefix.",
                        "2 ids of zoe begin with 0.");
        assertThat(server.drawn()).isEmpty();
    }

    private Ran chat(String input) {
        ProcessBuilder builder = new Chatting(folder)
                .process("--user", "zoe", "--dir", folder.resolve("memory").toString());
        builder.environment()
                .putAll(Map.of(
                        "OPENAI_API_KEY", "key", "OPENAI_BASE_URL", server.url() + "/v1", "OPENAI_MODEL", "stand-in"));
        return Ran.of(builder, input);
    }
}
