// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ExcerptJudgeTest {

    private static final String TURN =
            "The plan has steps. First we rent a van. Then we paint the fence green on Monday.";

    @Test
    void an_excerpt_has_parts_of_the_turn_in_order_and_a_mark() {
        assertThat(ExcerptJudge.isExcerpt("The plan has steps. […] Then we paint", TURN))
                .isTrue();
        assertThat(ExcerptJudge.isExcerpt("Then we paint […] The plan has steps.", TURN))
                .isFalse();
        assertThat(ExcerptJudge.isExcerpt("The plan has steps.", TURN)).isFalse();
        assertThat(ExcerptJudge.isExcerpt("Another text […]", TURN)).isFalse();
    }

    @Test
    void an_excerpt_counts_by_the_words_of_the_answer_that_it_shows() {
        EvaluationQuestion question = new EvaluationQuestion(
                "q", "What do we paint?", Set.of("1"), "any", "We paint the fence green on Monday.", true);

        assertThat(ExcerptJudge.share(question, "[…] Then we paint the fence green on Monday.", TURN))
                .isEqualTo(1);
        assertThat(ExcerptJudge.share(question, "[…] Then we paint the fence […]", TURN))
                .isBetween(0.3, 0.4);
        assertThat(ExcerptJudge.share(question, "The plan has steps. […]", TURN))
                .isZero();
    }

    @Test
    void an_excerpt_of_a_turn_without_words_of_the_answer_is_no_evidence() {
        EvaluationQuestion question = new EvaluationQuestion("q", "Which steps?", Set.of("1"), "any", "None.", true);

        assertThat(ExcerptJudge.share(question, "The plan has steps. […]", TURN))
                .isZero();
    }
}
