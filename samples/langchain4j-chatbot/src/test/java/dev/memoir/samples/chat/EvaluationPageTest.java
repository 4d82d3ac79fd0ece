// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/evaluation.md shows in Java works as it stands there. */
class EvaluationPageTest {

    @TempDir
    private Path folder;

    @Test
    void the_example_of_a_test_measures_and_compares() throws Exception {
        Path page = Path.of("..", "..", "docs", "evaluation.md");
        String[] blocks = Files.readString(page).split("```json\n", -1);
        Path chats = Files.writeString(folder.resolve("chats.json"), blocks[1].substring(0, blocks[1].indexOf("```")));
        Path questions =
                Files.writeString(folder.resolve("questions.json"), blocks[2].substring(0, blocks[2].indexOf("```")));
        Path report = folder.resolve("report.html");

        assertThat(Snippet.of(page)).hasSize(1);
        Snippet.of(page)
                .get(0)
                .with("chats.json", chats)
                .with("questions.json", questions)
                .with("report.html", report)
                .run(folder, "unused", "", String.class);
        assertThat(report).content().contains("always a context compared with usual");
    }
}
