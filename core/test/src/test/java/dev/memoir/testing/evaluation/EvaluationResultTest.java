// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import static dev.memoir.testing.evaluation.SampleResults.named;
import static dev.memoir.testing.evaluation.SampleResults.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memoir.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationResultTest {

    private final EvaluationResult result = named(
            "a",
            question("q1", "One?", 1),
            question("q2", "Two?", 12),
            question("q3", "Three?", 3, 30),
            question("q4", "Never said?"));

    @Test
    void a_result_has_the_figures_of_its_answerable_questions() {
        assertThat(result.recallAt(10)).isEqualTo(0.5);
        assertThat(result.recallAt(50, "single")).isEqualTo(1);
        assertThat(result.recallIntervalAt(10).mean()).isEqualTo(0.5);
        assertThat(result.evidenceWithin(1000)).isEqualTo(0.5);
        assertThat(result.contextTokens()).isEqualTo(300);
        assertThat(result.missedAt(10)).extracting(QuestionResult::id).containsExactly("q2", "q3");
        assertThatThrownBy(() -> result.recallAt(51))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1 to 50");
    }

    @Test
    void a_result_is_written_and_read_without_loss(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("result.json");
        result.write(file);

        assertThat(EvaluationResult.read(file)).isEqualTo(result);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void another_file_is_no_result(@TempDir Path folder) throws IOException {
        Path other = Files.writeString(folder.resolve("other.json"), "{\"format\": \"memoir-evaluation/9\"}");
        assertThatThrownBy(() -> EvaluationResult.read(other))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is no result");
        Path damaged = Files.writeString(
                folder.resolve("damaged.json"),
                "{\"format\": \"memoir-evaluation/1\", \"result\": {\"chats\": \"x\"}}");
        assertThatThrownBy(() -> EvaluationResult.read(damaged))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("damaged");
    }
}
