// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import dev.memoir.SearchRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures of a report: headlines, where the evidence was found, categories, contexts, extraction, settings. */
final class FigureSections {

    private static final int[] DEPTHS = {5, 10, 25};

    /** The budget of the headline: the default of a search. */
    private static final int BUDGET = SearchRequest.DEFAULT_TOKEN_BUDGET;

    /** The last ranks of the groups that the distribution shows; what is below the last was not found. */
    private static final int[] GROUPS = {1, 5, 10, 25, RecallTable.DEPTH};

    private static final String[] GROUP_NAMES = {"first", "2 to 5", "6 to 10", "11 to 25", "26 to 50", "not found"};

    private final HtmlWriter page;
    private final EvaluationResult result;

    FigureSections(HtmlWriter page, EvaluationResult result) {
        this.page = page;
        this.result = result;
    }

    void write() {
        headlines();
        distribution();
        categories();
        contexts();
        extraction();
        settings();
    }

    private void headlines() {
        RelevanceFigures relevance = result.relevance();
        BootstrapInterval recall = result.recallIntervalAt(10);
        page.open("section", "class", "tiles", "aria-label", "Headline figures");
        tile(
                percent(recall.mean()),
                "of the evidence in the first 10 turns",
                "95 % interval " + percent(recall.low()) + " to " + percent(recall.high()));
        if (result.contexts().budgets().contains(BUDGET)) {
            tile(
                    percent(result.evidenceWithin(BUDGET)),
                    String.format(Locale.ROOT, "of the evidence in a context of %,d tokens", BUDGET),
                    null);
        }
        tile(
                String.format(Locale.ROOT, "%.0f", result.contextTokens()),
                "tokens of context for a question",
                relevance.foreignAuc() == null
                        ? null
                        : String.format(Locale.ROOT, "%.0f for one about another chat", relevance.foreignTokens()));
        Double auc = relevance.unanswerableAuc() == null ? relevance.foreignAuc() : relevance.unanswerableAuc();
        if (auc != null) {
            tile(
                    String.format(Locale.ROOT, "%.2f", auc),
                    relevance.unanswerableAuc() == null
                            ? "AUC of own questions against those about other chats"
                            : "AUC of own questions against unanswerable ones",
                    "0.5 is chance, 1 is perfect");
        }
        ExtractionFigures extraction = result.extraction();
        if (extraction != null) {
            tile(percent(extraction.coverage()), "of the evidence turns have a fact", extraction.facts() + " facts");
        }
        tile(
                String.format(Locale.ROOT, "%.1f ms", result.times().p50()),
                "for a search, half of the time",
                String.format(Locale.ROOT, "%.1f ms for 95 %%", result.times().p95()));
        page.close();
    }

    private void tile(String figure, String meaning, @Nullable String note) {
        page.open("div", "class", "tile");
        page.element("p", figure, "class", "figure").element("p", meaning);
        if (note != null) {
            page.element("p", note, "class", "soft");
        }
        page.close();
    }

    private void distribution() {
        int[] counts = new int[GROUPS.length + 1];
        int total = 0;
        for (QuestionResult question : result.answerable()) {
            for (ExpectedTurn expected : question.expected()) {
                counts[group(expected.rank())]++;
                total++;
            }
        }
        page.open("section").element("h2", "Where the evidence was found");
        page.element("p", "The rank of each of the " + total + " pieces of evidence.", "class", "soft");
        page.open("div", "class", "stack", "role", "img", "aria-label", "Distribution of ranks, listed below");
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                page.open("span", "class", "g" + i, "style", "flex-grow:" + counts[i], "title", GROUP_NAMES[i])
                        .close();
            }
        }
        page.close().open("ul", "class", "legend");
        for (int i = 0; i < counts.length; i++) {
            page.open("li").open("i", "class", "g" + i).close();
            page.text(GROUP_NAMES[i] + " ").element("b", Integer.toString(counts[i]));
            page.text(" " + percent((double) counts[i] / total)).close();
        }
        page.close().close();
    }

    private static int group(int rank) {
        for (int i = 0; i < GROUPS.length; i++) {
            if (rank > 0 && rank <= GROUPS[i]) {
                return i;
            }
        }
        return GROUPS.length;
    }

    private void categories() {
        RecallTable recall = result.recall();
        page.open("section").element("h2", "Recall by category");
        page.open("div", "class", "scroll").open("table").open("thead").open("tr");
        List.of("category", "questions", "R@5", "R@10", "R@25", "any@10", "all@10")
                .forEach(head -> page.element("th", head, "scope", "col"));
        page.close().close().open("tbody");
        for (String category : recall.inOrder()) {
            page.open("tr", "class", category.equals(RecallTable.OVERALL) ? "overall" : "");
            page.element("th", category, "scope", "row");
            page.element("td", Integer.toString(recall.questions(category)));
            for (int depth : DEPTHS) {
                bar(recall.recall(category, depth));
            }
            bar(recall.any(category, 10));
            bar(recall.all(category, 10));
            page.close();
        }
        page.close().close().close();
        page.element(
                "p",
                "R@k is the share of the evidence among the first k turns; any@10 and all@10 are the shares of"
                        + " questions with some and with all of it among the first 10.",
                "class",
                "soft");
        page.close();
    }

    private void bar(double share) {
        page.open("td", "class", "bar", "style", String.format(Locale.ROOT, "--share:%.1f%%", 100 * share));
        page.element("span", String.format(Locale.ROOT, "%.1f", 100 * share)).close();
    }

    private void contexts() {
        ContextTable contexts = result.contexts();
        if (contexts.budgets().isEmpty()) {
            return;
        }
        page.open("section").element("h2", "Evidence for its tokens");
        page.open("div", "class", "scroll").open("table").open("thead").open("tr");
        List.of("budget", "evidence, %", "repeated lines, %", "tokens used")
                .forEach(head -> page.element("th", head, "scope", "col"));
        page.close().close().open("tbody");
        for (int budget : contexts.budgets()) {
            page.open("tr").element("th", String.format(Locale.ROOT, "%,d", budget), "scope", "row");
            bar(contexts.evidence(budget));
            page.element("td", String.format(Locale.ROOT, "%.1f", 100 * contexts.repeated(budget)));
            page.element("td", String.format(Locale.ROOT, "%.0f", contexts.tokens(budget)));
            page.close();
        }
        page.close().close().close().close();
    }

    private void extraction() {
        ExtractionFigures extraction = result.extraction();
        if (extraction == null) {
            return;
        }
        page.open("section").element("h2", "Extraction");
        page.element(
                "p",
                String.format(
                        Locale.ROOT,
                        "%,d facts. Of %,d evidence turns, %,d have a fact. %,d turns could not be extracted.",
                        extraction.facts(),
                        extraction.evidenceTurns(),
                        extraction.coveredTurns(),
                        extraction.parkedTurns()));
        if (extraction.rejections().isEmpty()) {
            page.element("p", "No proposal was rejected.", "class", "soft");
        } else {
            pairs("Rejected proposals by reason", extraction.rejections());
        }
        page.close();
    }

    private void settings() {
        page.open("section").element("h2", "Settings");
        pairs("Settings of the configuration", result.settings());
        page.close();
    }

    private void pairs(String label, Map<String, ?> values) {
        page.open("dl", "class", "pairs", "aria-label", label);
        values.forEach((name, value) -> page.open("div")
                .element("dt", name)
                .element("dd", String.valueOf(value))
                .close());
        page.close();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
