// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.testing.evaluation.EvaluationResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ExitCode;

/** The command {@code memoir eval}, with the example of docs/evaluation.md. */
class EvalTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "evaluation.md");
    private static final Pattern JSON = Pattern.compile("^```json\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private Path chats;
    private Path questions;

    @BeforeEach
    void writeExample() throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher block = JSON.matcher(Files.readString(PAGE));
        while (block.find()) {
            blocks.add(block.group(1));
        }
        assertThat(blocks).hasSize(2);
        chats = Files.writeString(folder.resolve("chats.json"), blocks.get(0));
        questions = Files.writeString(folder.resolve("questions.json"), blocks.get(1));
    }

    private int run(Object... arguments) {
        String[] texts = new String[arguments.length + 1];
        texts[0] = "eval";
        for (int i = 0; i < arguments.length; i++) {
            texts[i + 1] = arguments[i].toString();
        }
        return Operations.commandLine().setOut(new PrintWriter(out, true)).execute(texts);
    }

    @Test
    void the_example_is_measured_reported_and_compared() throws IOException {
        Path json = folder.resolve("default.json");
        Path html = folder.resolve("report.html");
        assertThat(run(chats, "--questions", questions, "--json", json, "--html", html))
                .isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("11 turns of 2 chats, 4 questions with evidence", "| overall | 4 | 100.0 | 100.0 | 100.0 |");
        assertThat(html).content().contains("Recall of minilm on chats.json", "What is the name of her boat?");
        EvaluationResult result = EvaluationResult.read(json);
        assertThat(result.recallAt(10)).isEqualTo(1);
        assertThat(result.relevance().foreignAuc()).isGreaterThan(0.5);
        assertThat(result.settings()).containsEntry("minimum relevance", "0.06").containsEntry("extraction", "none");

        assertThat(run("--compare", json, json, "--html", html)).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("minilm compared with minilm", "4 questions paired, 0 left out");
        assertThat(html).content().contains("does not differ by more than chance");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nowhere.json",
                "CHATS",
                "CHATS --questions CHATS",
                "CHATS --questions QUESTIONS --json nowhere/out.json",
                "CHATS --questions QUESTIONS --against CHATS",
                "CHATS --questions QUESTIONS --embedder unknown",
                "CHATS --questions QUESTIONS --instructions nowhere.txt --embedder unknown",
                "CHATS --propose",
                "CHATS --questions QUESTIONS --propose 0",
                "CHATS --compare QUESTIONS QUESTIONS",
                "--compare CHATS QUESTIONS"
            })
    void odd_options_are_refused_before_anything_is_measured(String options) throws IOException {
        String before = Files.readString(questions);
        Object[] arguments = options.isEmpty()
                ? new Object[0]
                : options.replace("CHATS", chats.toString())
                        .replace("QUESTIONS", questions.toString())
                        .split(" ");
        assertThat(run(arguments)).isEqualTo(ExitCode.SOFTWARE);
        assertThat(out.toString()).isEmpty();
        assertThat(questions).hasContent(before);
    }
}
