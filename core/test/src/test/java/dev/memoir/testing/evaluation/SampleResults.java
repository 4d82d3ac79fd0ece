// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Results of three questions, with the ranks of their evidence. */
final class SampleResults {

    private SampleResults() {}

    static EvaluationResult named(String name, QuestionResult... questions) {
        return new EvaluationResult(
                name,
                "chats.json",
                Map.of("embedder", "words"),
                1,
                20,
                List.of(questions),
                new RelevanceFigures(0.9, null, 300, 100),
                new ExtractionFigures(7, 0, 4, 3, Map.of("UNGROUNDED", 2)),
                new SearchTimes(3, 1.5, 2.5));
    }

    static QuestionResult question(String id, String text, Integer... ranks) {
        SaidTurn turn = new SaidTurn("t1", "user", Instant.parse("2026-05-08T18:30:00Z"), "Said for " + id);
        return new QuestionResult(
                "zoe",
                id,
                text,
                "single",
                "",
                Arrays.stream(ranks).map(rank -> new ExpectedTurn(turn, rank)).toList(),
                List.of(new FoundTurn(turn, 0.5, false)),
                0.5,
                100 * (ranks.length == 0 ? 1 : ranks[0]),
                Map.of(1000, new ContextEvidence(0.5, 400, 0)));
    }
}
