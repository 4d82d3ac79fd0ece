// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import dev.memoir.testing.evaluation.EvaluationComparison.QuestionPair;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** The differences between two results in a report. */
final class ComparisonSection {

    private static final int DEPTH = 10;

    private final HtmlWriter page;
    private final EvaluationComparison comparison;

    ComparisonSection(HtmlWriter page, EvaluationComparison comparison) {
        this.page = page;
        this.comparison = comparison;
    }

    void write() {
        page.open("section").element("h2", "Differences");
        page.element(
                "p",
                verdict() + " " + comparison.pairs().size() + " questions are compared"
                        + (comparison.unpaired() == 0
                                ? "."
                                : ", " + comparison.unpaired() + " are in one result only."));
        page.open("div", "class", "scroll").open("table").open("thead").open("tr");
        List.of(
                        "figure",
                        comparison.before().name(),
                        comparison.after().name(),
                        "difference",
                        "95 % interval",
                        "better",
                        "worse")
                .forEach(head -> page.element("th", head, "scope", "col"));
        page.close().close().open("tbody");
        for (int depth : new int[] {5, 10, 25}) {
            row("R@" + depth, comparison.recallAt(depth), 100, true);
        }
        for (int budget : ContextTable.BUDGETS) {
            comparison
                    .evidenceWithin(budget)
                    .ifPresent(difference ->
                            row(String.format(Locale.ROOT, "evidence in %,d tokens", budget), difference, 100, true));
        }
        row("context tokens", comparison.contextTokens(), 1, false);
        page.close().close().close().close();
        changed("Found now", pair -> recall(pair.after()) > recall(pair.before()));
        changed("Lost now", pair -> recall(pair.after()) < recall(pair.before()));
    }

    private String verdict() {
        PairedDifference recall = comparison.recallAt(DEPTH);
        String name = comparison.after().name();
        if (!recall.difference().excludesZero()) {
            return "The recall at 10 of " + name + " does not differ by more than chance explains.";
        }
        return name + " finds " + (recall.difference().mean() > 0 ? "more" : "less") + " of the evidence.";
    }

    private void row(String figure, PairedDifference difference, int scale, boolean moreIsBetter) {
        BootstrapInterval interval = difference.difference();
        String tone = "";
        if (interval.excludesZero()) {
            tone = interval.mean() > 0 == moreIsBetter ? "up" : "down";
        }
        page.open("tr").element("th", figure, "scope", "row");
        page.element("td", number("%.1f", scale * difference.before()));
        page.element("td", number("%.1f", scale * difference.after()));
        page.element("td", number("%+.1f", scale * interval.mean()), "class", tone);
        page.element(
                "td",
                number("%+.1f", scale * interval.low()) + " to " + number("%+.1f", scale * interval.high()),
                "class",
                "nowrap");
        page.element("td", Integer.toString(difference.wins()));
        page.element("td", Integer.toString(difference.losses())).close();
    }

    private void changed(String title, Predicate<QuestionPair> condition) {
        List<QuestionPair> pairs = comparison.pairs().stream().filter(condition).toList();
        if (pairs.isEmpty()) {
            return;
        }
        page.open("section").open("details", "class", "question").open("summary");
        page.element("span", title + " in the first 10: " + pairs.size() + " questions", "class", "asked");
        page.close().open("div", "class", "scroll").open("table").open("tbody");
        for (QuestionPair pair : pairs) {
            page.open("tr").element("th", pair.after().text(), "scope", "row", "class", "long");
            page.element("td", ranks(pair.before()) + " → " + ranks(pair.after()), "class", "nowrap")
                    .close();
        }
        page.close().close().close();
        page.element("p", "Ranks of the evidence before → after; – is not in the first 50.", "class", "soft");
        page.close().close();
    }

    private static double recall(QuestionResult question) {
        return question.ranks().recallAt(DEPTH);
    }

    private static String ranks(QuestionResult question) {
        return question.ranks().ranks().stream()
                .map(rank -> rank == 0 ? "–" : rank.toString())
                .reduce((first, second) -> first + ", " + second)
                .orElse("");
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
