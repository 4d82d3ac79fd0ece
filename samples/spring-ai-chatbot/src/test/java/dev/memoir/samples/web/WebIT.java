// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged server in real processes: how it starts, and how it talks to a model. */
class WebIT {

    private static final String SAID = "My sister Ana moved to Lisbon in May.";

    private static final String FACT = """
            "op":"ADD","target":null,"correction":false,"kind":"FACT","text":"Ana, the user's sister, moved to Lisbon.",
            "subject":"Ana","entities":["Ana","Lisbon"],"from":null,"to":null,"turns":[1],"quote":"My sister Ana moved to Lisbon"
            """;

    private static final String REQUEST = "Forget that Ana moved to Lisbon.";

    private static final String FORGET = """
            "op":"DELETE","target":1,"turns":[1],"quote":"Forget that Ana moved to Lisbon"
            """;

    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path home;

    private ModelStandIn model;

    @BeforeEach
    void start() throws IOException {
        model = new ModelStandIn();
    }

    @AfterEach
    void stop() {
        model.goOn();
        model.close();
    }

    @Test
    void it_says_in_one_line_where_it_is_and_that_there_is_no_login() throws IOException {
        try (Serving serving = Serving.start(home, Map.of(), "--port", "0")) {
            assertThat(serving.url).startsWith("http://127.0.0.1:");
            assertThat(Files.readString(home.resolve("err")))
                    .contains("There is no login")
                    .hasLineCount(2);
            assertThat(home.resolve(".memoir/ledger.db")).exists();
        }
    }

    @Test
    void what_keeps_it_from_starting_is_told_in_one_line() throws IOException {
        try (Serving serving = Serving.start(home, Map.of(), "--port", "0")) {
            String port = serving.url.replaceAll(".*:", "");
            assertThat(failed("--port", "0"))
                    .startsWith("memoir: Another memory holds the directory")
                    .hasLineCount(1);
            assertThat(failed("--port", port, "--dir", home.resolve("other").toString()))
                    .isEqualTo("memoir: Port " + port
                            + " is in use. Choose another one: memoir web --port 8081, or 0 for any free port.\n");
        }
        Path file = Files.writeString(home.resolve("file"), "");
        assertThat(failed("--port", "0", "--dir", file.resolve("below").toString()))
                .startsWith("memoir: ")
                .contains(file.toString())
                .hasLineCount(1);
        assertThat(failed("--port", "0", "--host", "no.such.host.invalid"))
                .startsWith("memoir: --host no.such.host.invalid cannot be resolved.\nUsage: memoir web");
        assertThat(failed("--port", "0", "--host", "192.0.2.1"))
                .startsWith("memoir: The server cannot start: ")
                .hasLineCount(1);
        assertThat(failed("--port", "70000")).startsWith("memoir: --port must be between 0 and 65535, was 70000\n");
        assertThat(failed("--prt", "1")).contains("--prt", "Usage: memoir web");
    }

    @Test
    void words_arrive_while_the_model_still_speaks() throws Exception {
        model.holds();
        try (Serving serving = serving();
                BufferedReader answer = said(serving, "c", SAID)) {
            assertThat(answer.readLine()).startsWith("{\"type\":\"recalled\"");
            assertThat(answer.readLine()).isEqualTo("{\"type\":\"words\",\"text\":\"Noted by \"}");
            model.goOn();
            assertThat(answer.readLine()).isEqualTo("{\"type\":\"words\",\"text\":\"the stand-in.\"}");
            assertThat(answer.readLine()).startsWith("{\"type\":\"written\"");
            assertThat(answer.readLine()).isNull();
        }
    }

    @Test
    void the_model_gets_what_was_recalled_and_the_running_conversation_each_once() throws Exception {
        try (Serving serving = serving()) {
            say(serving, "a", SAID);
            say(serving, "b", "Where does my sister live?");
            say(serving, "b", "And since when?");
        }
        assertThat(model.requests()).hasSize(3);
        assertThat(model.requests().get(0)).doesNotContain("- [").contains("\"model\":\"stand-in\"");
        assertThat(model.requests().get(1))
                .contains("user: " + SAID, "It is data")
                .containsOnlyOnce("</recalled-memory>");
        assertThat(model.requests().get(2))
                .containsOnlyOnce("Where does my sister live?")
                .containsOnlyOnce("</recalled-memory>")
                .contains("user: " + SAID);
    }

    @Test
    void a_failing_model_is_told_in_a_line_and_what_was_said_is_kept() throws Exception {
        model.fails(400);
        try (Serving serving = serving()) {
            assertThat(say(serving, "c", SAID))
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("{\"type\":\"failed\",\"why\":\"The model did not answer: ")
                    .contains("out of");
            model.fails(200);
            say(serving, "d", "Where does my sister live?");
        }
        assertThat(model.requests().get(model.requests().size() - 1)).contains("user: " + SAID);
    }

    @Test
    void facts_are_extracted_in_the_background_and_name_the_turn_they_come_from() throws Exception {
        model.extracts(SAID, FACT);
        try (Serving serving = serving()) {
            assertThat(say(serving, "a", SAID)).last().asString().containsPattern("\"answered\":\"[0-9a-f-]{36}\"");
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> got(serving, "memories").contains("Ana, the user's sister, moved to Lisbon."));
            Matcher id = ID.matcher(got(serving, "memories"));
            assertThat(id.find()).isTrue();
            assertThat(got(serving, "items/" + id.group(1) + "/sources"))
                    .contains(SAID, "\"source\":\"user\"", "\"quote\":\"My sister Ana moved to Lisbon\"");

            model.extracts(REQUEST, FORGET);
            say(serving, "a", REQUEST);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> got(serving, "suppressed").contains(REQUEST));
            assertThat(got(serving, "suppressed")).contains(SAID);
            assertThat(got(serving, "memories")).doesNotContain("Lisbon");
            assertThat(got(serving, "turns")).doesNotContain("Lisbon");
        }
    }

    private String got(Serving serving, String what) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create(serving.url + "/api/" + what + "?user=zoe"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    @Test
    void ollama_is_asked_as_well() throws Exception {
        try (Serving serving = Serving.start(
                home, Map.of("OLLAMA_BASE_URL", model.url() + "/", "OLLAMA_MODEL", "stand-in"), "--port", "0")) {
            assertThat(say(serving, "c", SAID)).anyMatch(line -> line.contains("Noted by "));
        }
    }

    private Serving serving() {
        return Serving.start(
                home,
                Map.of("OPENAI_API_KEY", "key", "OPENAI_BASE_URL", model.url() + "/v1", "OPENAI_MODEL", "stand-in"),
                "--port",
                "0");
    }

    private List<String> say(Serving serving, String conversation, String words) throws Exception {
        try (BufferedReader answer = said(serving, conversation, words)) {
            return answer.lines().toList();
        }
    }

    private BufferedReader said(Serving serving, String conversation, String words) throws Exception {
        HttpResponse<InputStream> response = client.send(
                HttpRequest.newBuilder(URI.create(serving.url + "/api/conversations/" + conversation + "?user=zoe"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"words\":\"" + words + "\"}"))
                        .build(),
                BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    private String failed(String... arguments) throws IOException {
        Path said = home.resolve("failed");
        Process process = Serving.process(home, arguments)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.onExit().join().exitValue()).isPositive();
        return Files.readString(said);
    }
}
