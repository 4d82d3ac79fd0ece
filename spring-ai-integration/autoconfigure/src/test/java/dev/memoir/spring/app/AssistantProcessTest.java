// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The application of the README as a separate process, with Spring AI's OpenAI client. */
class AssistantProcessTest {

    private static final Path SOURCE = Path.of("src/test/java/dev/memoir/spring/app/Assistant.java");

    private final OpenAiStandIn model = new OpenAiStandIn("So she does.");

    @TempDir
    private Path home;

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void it_takes_fifteen_lines() throws IOException {
        assertThat(Files.readAllLines(SOURCE))
                .filteredOn(line -> !line.isBlank() && !line.startsWith("//"))
                .hasSizeLessThanOrEqualTo(15);
    }

    @Timeout(120)
    @ParameterizedTest
    @ValueSource(strings = {"minilm", "model"})
    void a_fact_is_in_the_prompt_after_the_application_is_killed_and_restarted(String embedder) throws Exception {
        Process first = start(embedder);
        try (BufferedReader answers = first.inputReader()) {
            say(first, "My sister Ana moved to Lisbon.");
            assertThat(answers.readLine()).isEqualTo("So she does.");
            await().until(() -> turns() > 0);
        } finally {
            first.destroyForcibly().waitFor();
        }
        assertThat(first.exitValue()).as("killed").isEqualTo(128 + 9);

        Process second = start(embedder);
        try (BufferedReader answers = second.inputReader()) {
            say(second, "Where does my sister live?");
            assertThat(answers.readLine()).isEqualTo("So she does.");
            second.outputWriter().close();
            assertThat(second.waitFor(30, TimeUnit.SECONDS))
                    .as("ends with its input")
                    .isTrue();
        } finally {
            second.destroyForcibly();
        }
        assertThat(second.exitValue()).as(logged()).isZero();
        // The model is also asked for facts, independently of the chat.
        List<String> systems = model.systems().stream()
                .filter(system -> !system.contains("long-term memory"))
                .toList();
        assertThat(systems).as(model.systems().toString()).hasSize(2);
        assertThat(systems.get(0)).isEmpty();
        assertThat(systems.get(1)).contains("<recalled-memory>").contains("My sister Ana moved to Lisbon.");
        assertThat(model.embedded().isEmpty()).isEqualTo(embedder.equals("minilm"));
        assertThat(logged()).doesNotContain("Lisbon").doesNotContain("ERROR");
    }

    @Timeout(120)
    @Test
    void it_remembers_after_ahead_of_time_processing_too() throws Exception {
        Path generated = new AotProcessedAssistant(home.resolve("aot")).process(settings("minilm"));
        Process assistant = start(
                "minilm",
                generated + File.pathSeparator + System.getProperty("java.class.path"),
                "-Dspring.aot.enabled=true");
        try (BufferedReader answers = assistant.inputReader()) {
            say(assistant, "My sister Ana moved to Lisbon.");
            assertThat(answers.readLine()).as(logged()).isEqualTo("So she does.");
            say(assistant, "Where does my sister live?");
            assertThat(answers.readLine()).isEqualTo("So she does.");
            assistant.outputWriter().close();
            assertThat(assistant.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            assistant.destroyForcibly();
        }
        assertThat(model.systems())
                .anySatisfy(system ->
                        assertThat(system).contains("<recalled-memory>").contains("My sister Ana moved to Lisbon."));
        assertThat(logged()).contains("AOT-processed").doesNotContain("ERROR");
    }

    private Process start(String embedder) throws IOException {
        return start(embedder, System.getProperty("java.class.path"));
    }

    private Process start(String embedder, String classPath, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath, Assistant.class.getName()));
        command.addAll(List.of(settings(embedder)));
        return new ProcessBuilder(command)
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(home.resolve("err").toFile()))
                .start();
    }

    private String[] settings(String embedder) {
        return new String[] {
            "--memoir.directory=" + home.resolve("memory"),
            "--memoir.embedder=" + embedder,
            "--spring.ai.openai.base-url=" + model.url(),
            "--spring.ai.openai.api-key=none",
            "--spring.main.banner-mode=off",
            "--logging.threshold.console=off",
            "--logging.file.name=" + home.resolve("log")
        };
    }

    private static void say(Process process, String words) throws IOException {
        process.outputWriter().write(words + System.lineSeparator());
        process.outputWriter().flush();
    }

    private String logged() throws IOException {
        return Files.readString(home.resolve("log"), StandardCharsets.UTF_8)
                + Files.readString(home.resolve("err"), StandardCharsets.UTF_8);
    }

    /** Reads the ledger as another process does. */
    private int turns() throws SQLException {
        try (Connection ledger = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("memory/ledger.db"));
                ResultSet rows = ledger.createStatement().executeQuery("select count(*) from turn")) {
            return rows.getInt(1);
        }
    }
}
