// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A report of an evaluation, or of the comparison of two, as one HTML file without scripts and external resources. It
 * contains the texts of the questions, their evidence and what was found instead.
 *
 * @param html the document
 */
public record HtmlReport(String html) {

    /**
     * {@return the report of a result}
     *
     * @param result the result
     */
    public static HtmlReport of(EvaluationResult result) {
        return report(result, null);
    }

    /**
     * {@return the report of the second result of a comparison, with the differences from the first}
     *
     * @param comparison the comparison
     */
    public static HtmlReport of(EvaluationComparison comparison) {
        return report(comparison.after(), comparison);
    }

    private static HtmlReport report(EvaluationResult result, @Nullable EvaluationComparison comparison) {
        HtmlWriter page = new HtmlWriter();
        String title = comparison == null
                ? "Recall of " + result.name() + " on " + result.set()
                : result.name() + " compared with " + comparison.before().name();
        page.open("html", "lang", "en").open("head");
        page.empty("meta", "charset", "utf-8")
                .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .empty(
                        "meta",
                        "http-equiv",
                        "Content-Security-Policy",
                        "content",
                        "default-src 'none'; style-src 'unsafe-inline'");
        page.element("title", title).style(css()).close();
        page.open("body").open("header");
        page.element("p", "Memoir evaluation", "class", "kicker").element("h1", title);
        page.element(
                "p",
                String.format(
                        Locale.ROOT,
                        "%,d turns in %,d %s, %,d questions with evidence",
                        result.turns(),
                        result.chats(),
                        result.chats() == 1 ? "chat" : "chats",
                        result.answerable().size()),
                "class",
                "soft");
        page.close().open("main");
        if (comparison != null) {
            new ComparisonSection(page, comparison).write();
        }
        new FigureSections(page, result).write();
        new QuestionSections(page, result).write();
        return new HtmlReport("<!doctype html>\n" + page.html() + "\n");
    }

    /**
     * Writes the report.
     *
     * @param file the file; replaced if it exists
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        FileReplacement.write(file, html);
    }

    private static String css() {
        try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
            if (css == null) {
                throw new IllegalStateException("report.css is missing in the jar of memoir-test. Build it again.");
            }
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
