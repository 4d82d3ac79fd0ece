// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import static dev.memoir.testing.evaluation.SampleResults.named;
import static dev.memoir.testing.evaluation.SampleResults.question;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

    private static final String ATTACK = "</p><script>alert('x')</script>\"'&\u202e\u0000";

    @Test
    void whatever_a_chat_says_is_text() {
        SaidTurn turn = new SaidTurn(ATTACK, ATTACK, Instant.EPOCH, ATTACK);
        QuestionResult missed = new QuestionResult(
                ATTACK,
                ATTACK,
                ATTACK,
                ATTACK,
                ATTACK,
                List.of(new ExpectedTurn(turn, 0)),
                List.of(new FoundTurn(turn, 0.5, false)),
                0.5,
                100,
                Map.of());
        QuestionResult never =
                new QuestionResult(ATTACK, ATTACK, ATTACK, ATTACK, ATTACK, List.of(), List.of(), 0, 0, Map.of());
        EvaluationResult result = new EvaluationResult(
                ATTACK,
                ATTACK,
                Map.of(ATTACK, ATTACK),
                1,
                1,
                List.of(missed, never),
                new RelevanceFigures(null, 0.5, 1, 0),
                new ExtractionFigures(1, 0, 1, 1, Map.of(ATTACK, 1)),
                new SearchTimes(1, 1, 1));

        for (HtmlReport report :
                List.of(HtmlReport.of(result), HtmlReport.of(EvaluationComparison.of(result, result)))) {
            assertThat(report.html())
                    .doesNotContain("<script", "alert('x')", "\u202e", "\u0000")
                    .contains("&lt;/p&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&#39;&amp;");
        }
    }

    @Test
    void a_report_needs_nothing_but_itself(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.html");
        HtmlReport.of(named("a", question("q1", "One?", 1), question("q2", "Two?", 30)))
                .write(file);

        assertThat(file)
                .content()
                .startsWith("<!doctype html>")
                .contains("default-src &#39;none&#39;", "font: 16px", "\"Segoe UI\"")
                .doesNotContain("http:", "https:", "src=", "url(", "@import", "<link");
    }

    @Test
    void a_missed_question_shows_what_was_expected_and_what_was_found() {
        String html = HtmlReport.of(named("a", question("q1", "Found?", 1), question("q2", "Missed?", 30, 0)))
                .html();

        assertThat(html)
                .contains("1 of 2 questions", "Missed?", "rank 30", "not in the first 50", "score 0.50")
                .contains("UNGROUNDED");
        assertThat(html.split("class=\"asked\"", -1)).as("only the missed one").hasSize(2);
    }

    @Test
    void a_comparison_shows_the_questions_that_changed() {
        EvaluationResult before = named("old", question("q1", "One?", 1), question("q2", "Two?", 30));
        EvaluationResult after = named("new", question("q1", "One?", 20), question("q2", "Two?", 2));

        assertThat(HtmlReport.of(EvaluationComparison.of(before, after)).html())
                .contains("new compared with old")
                .contains("does not differ by more than chance")
                .contains("Found now in the first 10: 1 questions", "30 → 2")
                .contains("Lost now in the first 10: 1 questions", "1 → 20");
    }
}
