// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import static dev.memoir.testing.evaluation.SampleResults.named;
import static dev.memoir.testing.evaluation.SampleResults.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.memoir.InvalidInputException;
import org.junit.jupiter.api.Test;

class EvaluationComparisonTest {

    @Test
    void questions_are_paired_and_wins_losses_and_ties_counted() {
        EvaluationResult before =
                named("a", question("q1", "One?", 1), question("q2", "Two?", 12), question("q3", "Three?", 3, 30));
        EvaluationResult after =
                named("b", question("x3", "Three?", 30, 40), question("x1", "One?", 2), question("x2", "Two?", 4));
        EvaluationComparison comparison = EvaluationComparison.of(before, after);

        PairedDifference recall = comparison.recallAt(10);
        assertThat(comparison.unpaired()).isZero();
        assertThat(recall.before()).isEqualTo(0.5);
        assertThat(recall.after()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(recall.difference().mean()).isCloseTo(1.0 / 6, within(1e-12));
        assertThat(recall.wins()).isEqualTo(1);
        assertThat(recall.losses()).isEqualTo(1);
        assertThat(recall.ties()).isEqualTo(1);
        assertThat(recall.difference().excludesZero()).isFalse();
        // 100 to 200, 1200 to 400, 300 to 3000 tokens: fewer are better.
        assertThat(comparison.contextTokens().wins()).isEqualTo(1);
        assertThat(comparison.contextTokens().losses()).isEqualTo(2);
        assertThat(comparison.evidenceWithin(1000))
                .get()
                .extracting(PairedDifference::ties)
                .isEqualTo(3);
        assertThat(comparison.evidenceWithin(300)).isEmpty();
    }

    @Test
    void a_result_compared_with_itself_does_not_differ() {
        EvaluationResult result = named("a", question("q1", "One?", 1), question("q2", "Two?", 0));

        PairedDifference difference = EvaluationComparison.of(result, result).recallAt(5);
        assertThat(difference.difference()).isEqualTo(new BootstrapInterval(0, 0, 0));
        assertThat(difference.ties()).isEqualTo(2);
    }

    @Test
    void a_question_of_one_result_only_is_left_out_and_counted() {
        EvaluationResult before = named("a", question("q1", "One?", 1), question("q2", "Two?", 1));
        EvaluationResult after = named("b", question("q1", "One?", 1), question("q2", "Another?", 1));

        assertThat(EvaluationComparison.of(before, after).pairs()).hasSize(1);
        assertThat(EvaluationComparison.of(before, after).unpaired()).isEqualTo(2);
        assertThatThrownBy(() -> EvaluationComparison.of(
                        named("a", question("q1", "One?", 1)), named("b", question("q1", "Other?", 1))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no question");
    }

    @Test
    void a_difference_that_every_question_shows_is_no_chance() {
        QuestionResult[] missed = new QuestionResult[12];
        QuestionResult[] found = new QuestionResult[12];
        for (int i = 0; i < 12; i++) {
            missed[i] = question("q" + i, "Question " + i + "?", 0);
            found[i] = question("q" + i, "Question " + i + "?", 1);
        }
        PairedDifference difference =
                EvaluationComparison.of(named("a", missed), named("b", found)).recallAt(10);

        assertThat(difference.difference().excludesZero()).isTrue();
        assertThat(difference.wins()).isEqualTo(12);
    }
}
