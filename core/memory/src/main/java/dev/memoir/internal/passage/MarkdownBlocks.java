// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.passage;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Splits a text into Markdown blocks: paragraphs, headings, lists, tables and fenced code. A plain text has paragraphs
 * only. Blank lines after a block belong to it. An unclosed fence extends to the end. Not thread-safe; used for one
 * text.
 */
final class MarkdownBlocks {

    private static final Pattern FENCE = Pattern.compile("\\s{0,10}(?:`{3,}|~{3,})");
    private static final Pattern HEADING = Pattern.compile("\\s{0,10}#{1,6}\\s");
    private static final Pattern LIST_ITEM = Pattern.compile("\\s{0,100}(?:[-*+\u2022]|\\p{Nd}{1,9}[.)])\\s");

    /**
     * The number of leading characters by which a line is classified: a text of one line may have four million
     * characters.
     */
    private static final int MAX_LINE_PREFIX = 200;

    /**
     * A block.
     *
     * @param start the index of its first character
     * @param end the index after its last character
     * @param introduces whether it introduces the next block: a heading, or a paragraph that ends with a colon
     */
    record Block(int start, int end, boolean introduces) {}

    private enum Kind {
        BLANK,
        CODE,
        HEADING,
        LIST,
        TABLE,
        INDENTED,
        TEXT
    }

    private final String text;
    private final List<Block> blocks = new ArrayList<>();
    private int start;
    private Kind kind = Kind.BLANK;
    private boolean colon;
    private boolean blankBefore;

    /** The fence of the open code block; empty outside of code. */
    private String fence = "";

    private MarkdownBlocks(String text) {
        this.text = text;
    }

    /** {@return the blocks, which cover the text in order} */
    static List<Block> of(String text) {
        MarkdownBlocks blocks = new MarkdownBlocks(text);
        for (int at = 0; at < text.length(); ) {
            int lineBreak = text.indexOf('\n', at);
            int end = lineBreak < 0 ? text.length() : lineBreak + 1;
            blocks.line(at, end);
            at = end;
        }
        blocks.close(text.length());
        return blocks.blocks;
    }

    private void line(int from, int to) {
        String line = text.substring(from, Math.min(to, from + MAX_LINE_PREFIX));
        if (!fence.isEmpty()) {
            if (line.strip().equals(fence)) {
                fence = "";
            }
            return;
        }
        Kind next = kind(line);
        if (next != Kind.BLANK && opens(next)) {
            close(from);
            kind = next == Kind.INDENTED ? Kind.TEXT : next;
            fence = next == Kind.CODE ? fence(line) : "";
        }
        blankBefore = next == Kind.BLANK;
        colon = next == Kind.BLANK ? colon : next == Kind.TEXT && endsWithColon(from, to);
    }

    private boolean opens(Kind next) {
        return switch (next) {
            case CODE, HEADING -> true;
            case LIST, TABLE -> kind != next;
            case INDENTED -> blankBefore ? kind != Kind.LIST : kind != Kind.LIST && kind != Kind.TEXT;
            default -> blankBefore || (kind != Kind.TEXT && kind != Kind.LIST);
        };
    }

    private void close(int end) {
        if (end > start) {
            blocks.add(new Block(start, end, kind == Kind.HEADING || (kind == Kind.TEXT && colon)));
        }
        start = end;
        colon = false;
    }

    private static Kind kind(String line) {
        if (line.isBlank()) {
            return Kind.BLANK;
        }
        // Most lines begin with a letter, and need not be matched against the patterns.
        char first = line.stripLeading().charAt(0);
        if (first == '|') {
            return Kind.TABLE;
        }
        if (!Character.isLetter(first)) {
            if (FENCE.matcher(line).lookingAt()) {
                return Kind.CODE;
            }
            if (HEADING.matcher(line).lookingAt()) {
                return Kind.HEADING;
            }
            if (LIST_ITEM.matcher(line).lookingAt()) {
                return Kind.LIST;
            }
        }
        return Character.isWhitespace(line.charAt(0)) ? Kind.INDENTED : Kind.TEXT;
    }

    /** {@return the mark that closes a code block: the run of marks that opened it} */
    private static String fence(String line) {
        String opening = line.strip();
        int marks = 0;
        while (marks < opening.length() && opening.charAt(marks) == opening.charAt(0)) {
            marks++;
        }
        return opening.substring(0, marks);
    }

    private boolean endsWithColon(int from, int to) {
        int last = to - 1;
        while (last > from && Character.isWhitespace(text.charAt(last))) {
            last--;
        }
        return text.charAt(last) == ':' || text.charAt(last) == '\uFF1A';
    }
}
