// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import java.util.List;
import java.util.Locale;

/** The questions of a report: those that were missed, with what was expected and found instead, and unanswerable ones. */
final class QuestionSections {

    private static final int DEPTH = 10;

    /** The characters of a turn that are shown: enough to recognise it. */
    private static final int SHOWN = 600;

    private final HtmlWriter page;
    private final EvaluationResult result;

    QuestionSections(HtmlWriter page, EvaluationResult result) {
        this.page = page;
        this.result = result;
    }

    void write() {
        List<QuestionResult> missed = result.missedAt(DEPTH);
        page.open("section").element("h2", "Missed questions");
        page.element(
                "p",
                missed.isEmpty()
                        ? "The first 10 turns contain all of the evidence for every question."
                        : "For " + missed.size() + " of " + result.answerable().size()
                                + " questions the first 10 turns lack some of the evidence; the worst first.",
                "class",
                "soft");
        missed.forEach(this::missed);
        page.close();
        List<QuestionResult> unanswerable = result.questions().stream()
                .filter(question -> !question.answerable())
                .toList();
        if (!unanswerable.isEmpty()) {
            unanswerable(unanswerable);
        }
    }

    private void missed(QuestionResult question) {
        long found = question.ranks().ranks().stream()
                .filter(rank -> rank > 0 && rank <= DEPTH)
                .count();
        page.open("details", "class", "question").open("summary");
        page.element("span", question.text(), "class", "asked").open("span", "class", "chips");
        page.element("span", found + " of " + question.expected().size(), "class", found == 0 ? "chip none" : "chip");
        page.element("span", question.category(), "class", "chip");
        page.close().close();
        page.element("p", "Chat " + question.chat() + ", question " + question.id(), "class", "soft");
        if (!question.answer().isBlank()) {
            page.open("p")
                    .element("b", "Answer: ")
                    .text(shortened(question.answer()))
                    .close();
        }
        page.element("h3", "Expected").open("ul", "class", "turns");
        question.expected()
                .forEach(expected -> turn(
                        expected.turn(),
                        expected.rank() == 0 ? "not in the first " + RecallTable.DEPTH : "rank " + expected.rank(),
                        expected.rank() > 0 && expected.rank() <= DEPTH));
        page.close().element("h3", "Found first").open("ol", "class", "turns");
        question.found()
                .forEach(near -> turn(
                        near.turn(),
                        String.format(Locale.ROOT, "score %.2f", near.score()) + (near.evidence() ? ", evidence" : ""),
                        near.evidence()));
        page.close();
        if (question.found().isEmpty()) {
            page.element("p", "Nothing.", "class", "soft");
        }
        page.close();
    }

    private void turn(SaidTurn turn, String note, boolean good) {
        page.open("li", "class", good ? "good" : "");
        page.open("p", "class", "said")
                .element("b", turn.speaker())
                .text(" " + turn.at().toString().substring(0, 10) + " · " + turn.id() + " ")
                .element("span", note, "class", "note")
                .close();
        page.element("p", shortened(turn.text()), "class", "words").close();
    }

    private void unanswerable(List<QuestionResult> questions) {
        page.open("section").element("h2", "Questions that the chats do not answer");
        page.element("p", "The less context they get, the better.", "class", "soft");
        page.open("div", "class", "scroll").open("table").open("thead").open("tr");
        List.of("question", "best score", "context tokens").forEach(head -> page.element("th", head, "scope", "col"));
        page.close().close().open("tbody");
        for (QuestionResult question : questions) {
            page.open("tr").element("th", question.text(), "scope", "row", "class", "long");
            page.element("td", String.format(Locale.ROOT, "%.2f", question.bestScore()));
            page.element("td", Integer.toString(question.contextTokens())).close();
        }
        page.close().close().close().close();
    }

    private static String shortened(String text) {
        int length = text.codePointCount(0, text.length());
        return length <= SHOWN ? text : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + " …";
    }
}
