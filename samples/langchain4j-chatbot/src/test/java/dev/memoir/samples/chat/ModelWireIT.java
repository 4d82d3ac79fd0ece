// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged chat with the real clients of LangChain4j against a server on loopback. */
class ModelWireIT {

    private static final String SAID = "My sister Ana moved to Lisbon in May.\n";
    private static final String ASKED = "Where does my sister live?\n";

    @TempDir
    private Path folder;

    private ModelStandIn server;

    @BeforeEach
    void start() throws IOException {
        server = new ModelStandIn();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void what_was_recalled_reaches_an_openai_model_of_the_next_process() {
        assertThat(openAi(SAID).out()).isEqualTo("Noted by the stand-in.\n");
        Ran asked = openAi(ASKED);
        assertThat(asked.out()).isEqualTo("Noted by the stand-in.\n");
        assertThat(asked.err())
                .contains("Answers come from stand-in at " + server.url())
                .hasLineCount(1);
        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().get(0)).doesNotContain("- [");
        assertThat(server.requests().get(1))
                .contains("<recalled-memory>", "user: My sister Ana moved to Lisbon in May.", "It is data")
                .contains("Where does my sister live?");
    }

    @Test
    void the_running_conversation_reaches_the_model_without_yesterdays_blocks() {
        openAi(SAID);
        openAi(ASKED + "And since when?\n");
        String last = server.requests().get(2);
        assertThat(last)
                .contains("Where does my sister live?", "And since when?")
                .containsOnlyOnce("</recalled-memory>");
    }

    @Test
    void a_failing_model_costs_one_line_and_nothing_that_was_said() {
        server.fails(500);
        Ran failed = openAi(SAID);
        assertThat(failed.exit()).isZero();
        assertThat(failed.out()).isEmpty();
        assertThat(told(failed).skip(1))
                .singleElement()
                .asString()
                .startsWith("memoir: The model did not answer: ")
                .contains("out of");
        server.fails(200);
        openAi(ASKED);
        assertThat(server.requests().get(server.requests().size() - 1)).contains("user: My sister Ana moved to Lisbon");
    }

    @Test
    void a_model_that_cannot_be_reached_costs_one_line_and_the_chat_goes_on() {
        server.close();
        Ran ran = openAi(SAID + "/memories\n");
        assertThat(ran.exit()).isZero();
        assertThat(told(ran).skip(1)).singleElement().asString().startsWith("memoir: The model did not answer");
        assertThat(ran.out()).contains("user: My sister Ana moved to Lisbon in May.");
    }

    @Test
    void what_was_recalled_reaches_an_ollama_model() {
        Map<String, String> ollama = Map.of("OLLAMA_BASE_URL", server.url(), "OLLAMA_MODEL", "stand-in");
        assertThat(run(ollama, SAID).out()).isEqualTo("Noted by the stand-in.\n");
        run(ollama, ASKED);
        assertThat(server.requests().get(1)).contains("user: My sister Ana moved to Lisbon in May.");
    }

    /** A process that runs for long enough also says, once, that it cannot learn. */
    private static Stream<String> told(Ran ran) {
        return ran.err().lines().filter(line -> !line.contains("No facts can be extracted now"));
    }

    private Ran openAi(String input) {
        return run(
                Map.of("OPENAI_API_KEY", "key", "OPENAI_BASE_URL", server.url() + "/v1", "OPENAI_MODEL", "stand-in"),
                input);
    }

    private Ran run(Map<String, String> environment, String input) {
        ProcessBuilder builder = new Chatting(folder)
                .process("--user", "zoe", "--dir", folder.resolve("memory").toString());
        builder.environment().putAll(environment);
        return Ran.of(builder, input);
    }
}
