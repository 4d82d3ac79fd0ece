// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.operations;

import dev.memoir.testing.evaluation.BootstrapInterval;
import dev.memoir.testing.evaluation.ContextTable;
import dev.memoir.testing.evaluation.EvaluationComparison;
import dev.memoir.testing.evaluation.EvaluationResult;
import dev.memoir.testing.evaluation.ExtractionFigures;
import dev.memoir.testing.evaluation.PairedDifference;
import dev.memoir.testing.evaluation.RecallTable;
import dev.memoir.testing.evaluation.RelevanceFigures;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints the figures of an evaluation as Markdown. */
final class EvalSummary {

    private static final int[] DEPTHS = {5, 10, 25};

    private final PrintWriter out;

    private EvalSummary(PrintWriter out) {
        this.out = out;
    }

    static void print(PrintWriter out, EvaluationResult result, @Nullable EvaluationComparison comparison) {
        EvalSummary summary = new EvalSummary(out);
        summary.figures(result);
        if (comparison != null) {
            summary.differences(comparison);
        }
    }

    private void figures(EvaluationResult result) {
        line("## %s: %s", result.name(), result.set());
        line("");
        line(
                "%d turns of %d chats, %d questions with evidence",
                result.turns(), result.chats(), result.answerable().size());
        line("");
        line("| questions | n | R@5 | R@10 | R@25 | any@10 | all@10 |");
        line("|---|---|---|---|---|---|---|");
        RecallTable recall = result.recall();
        recall.inOrder()
                .forEach(category -> line(
                        "| %s | %d | %.1f | %.1f | %.1f | %.1f | %.1f |",
                        category,
                        recall.questions(category),
                        100 * recall.recall(category, 5),
                        100 * recall.recall(category, 10),
                        100 * recall.recall(category, 25),
                        100 * recall.any(category, 10),
                        100 * recall.all(category, 10)));
        BootstrapInterval interval = result.recallIntervalAt(10);
        line("");
        line(
                "R@10 with other questions of this kind, 95 %%: %.1f to %.1f",
                100 * interval.low(), 100 * interval.high());
        contexts(result);
        line("");
        relevance(result.relevance());
        extraction(result.extraction());
        line(
                "Search, question embedded: p50 %.2f ms, p95 %.2f ms",
                result.times().p50(), result.times().p95());
    }

    private void relevance(RelevanceFigures relevance) {
        line("Context with these settings: %.0f tokens for a question", relevance.ownTokens());
        if (relevance.foreignAuc() != null) {
            line(
                    "Relevance: AUC %.3f of own against foreign questions, which get %.0f tokens",
                    relevance.foreignAuc(), relevance.foreignTokens());
        }
        if (relevance.unanswerableAuc() != null) {
            line("Relevance: AUC %.3f of own against unanswerable questions", relevance.unanswerableAuc());
        }
        if (relevance.foreignAuc() == null && relevance.unanswerableAuc() == null) {
            line("Relevance is not measured: that needs a second chat, or questions with \"evidence\": []");
        }
    }

    private void contexts(EvaluationResult result) {
        ContextTable contexts = result.contexts();
        if (!contexts.budgets().isEmpty()) {
            line("");
            line("| context tokens | evidence | repeated lines | tokens used |");
            line("|---|---|---|---|");
            contexts.budgets()
                    .forEach(budget -> line(
                            "| %d | %.1f | %.1f | %.0f |",
                            budget,
                            100 * contexts.evidence(budget),
                            100 * contexts.repeated(budget),
                            contexts.tokens(budget)));
        }
    }

    private void extraction(@Nullable ExtractionFigures extraction) {
        if (extraction != null) {
            line(
                    "Extraction: %d facts; %d of %d evidence turns have one (%.1f %%); %d turns parked; rejected: %s",
                    extraction.facts(),
                    extraction.coveredTurns(),
                    extraction.evidenceTurns(),
                    100 * extraction.coverage(),
                    extraction.parkedTurns(),
                    extraction.rejections().isEmpty()
                            ? "none"
                            : extraction.rejections().entrySet().stream()
                                    .map(entry -> entry.getKey() + " " + entry.getValue())
                                    .collect(Collectors.joining(", ")));
        }
    }

    private void differences(EvaluationComparison comparison) {
        line("");
        line(
                "## %s compared with %s",
                comparison.after().name(), comparison.before().name());
        line("");
        line("%d questions paired, %d left out", comparison.pairs().size(), comparison.unpaired());
        line("");
        line("| | before | after | difference | 95 %% interval | better | worse |");
        line("|---|---|---|---|---|---|---|");
        for (int depth : DEPTHS) {
            row("R@" + depth, comparison.recallAt(depth), 100);
        }
        for (int budget : ContextTable.BUDGETS) {
            comparison
                    .evidenceWithin(budget)
                    .ifPresent(difference -> row("evidence in " + budget + " tokens", difference, 100));
        }
        row("context tokens", comparison.contextTokens(), 1);
    }

    private void row(String figure, PairedDifference difference, int scale) {
        BootstrapInterval interval = difference.difference();
        line(
                "| %s | %.1f | %.1f | %+.1f | %+.1f to %+.1f%s | %d | %d |",
                figure,
                scale * difference.before(),
                scale * difference.after(),
                scale * interval.mean(),
                scale * interval.low(),
                scale * interval.high(),
                interval.excludesZero() ? " *" : "",
                difference.wins(),
                difference.losses());
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
