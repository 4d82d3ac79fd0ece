// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML elements. Every text and attribute value is escaped, so that a turn cannot become markup. Not
 * thread-safe.
 */
final class HtmlWriter {

    private final StringBuilder html = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element, with attributes as pairs of name and value. */
    HtmlWriter open(String tag, String... attributes) {
        empty(tag, attributes);
        open.push(tag);
        return this;
    }

    /** Writes an element without content and end tag. */
    HtmlWriter empty(String tag, String... attributes) {
        html.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            html.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            html.append('"');
        }
        html.append('>');
        return this;
    }

    /** Writes style rules, which are not escaped in HTML. They must not come from outside. */
    HtmlWriter style(String css) {
        html.append("<style>").append(css).append("</style>");
        return this;
    }

    /** Closes the element that was opened last. */
    HtmlWriter close() {
        html.append("</").append(open.pop()).append('>');
        return this;
    }

    HtmlWriter text(String text) {
        escape(text);
        return this;
    }

    /** Writes an element with a text. */
    HtmlWriter element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    /** {@return the HTML, with all elements closed} */
    String html() {
        while (!open.isEmpty()) {
            close();
        }
        return html.toString();
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(printable(c));
            }
        }
    }

    /** Control characters are not allowed in HTML, and those of direction would reorder what is around a turn. */
    private static char printable(char c) {
        boolean control = (c < ' ' && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0);
        boolean direction = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
        return control || direction ? '\ufffd' : c;
    }
}
