// SPDX-License-Identifier: Apache-2.0
package dev.memoir.llm;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a Markdown text that are code: fenced blocks, and code spans within a line. A block that is not closed
 * counts as text, because a reply that ends inside a block was truncated.
 */
final class CodeRegions {

    private static final Pattern LINE = Pattern.compile("[^\\n]*\\n?");
    private static final Pattern FENCE = Pattern.compile("\\s*(`{3,}|~{3,})(.*)", Pattern.DOTALL);
    private static final Pattern SPAN = Pattern.compile("(?<!`)(`+)(?!`)[^\\n]*?(?<!`)\\1(?!`)");

    /** Longer lines are not searched for spans, because each run of backticks may be compared with all later ones. */
    private static final int MAX_SPAN_LINE = 10_000;

    private final BitSet code = new BitSet();

    private CodeRegions() {}

    /** {@return the code regions of a text} */
    static CodeRegions of(String text) {
        CodeRegions regions = new CodeRegions();
        if (text.indexOf('`') >= 0 || text.contains("~~~")) {
            regions.mark(text);
        }
        return regions;
    }

    boolean contain(int position) {
        return code.get(position);
    }

    private void mark(String text) {
        String open = "";
        int opened = 0;
        Matcher line = LINE.matcher(text);
        while (line.find() && line.start() < text.length()) {
            Matcher fence = FENCE.matcher(line.group());
            if (!fence.matches()) {
                continue;
            }
            String marker = fence.group(1);
            String info = fence.group(2);
            if (open.isEmpty() && info.indexOf('`') < 0) {
                open = marker;
                opened = line.start();
            } else if (!open.isEmpty() && marker.startsWith(open) && info.isBlank()) {
                code.set(opened, line.end());
                open = "";
            }
        }
        markSpans(text);
    }

    private void markSpans(String text) {
        for (Matcher line = LINE.matcher(text); line.find() && line.start() < text.length(); ) {
            if (!code.get(line.start())
                    && line.group().indexOf('`') >= 0
                    && line.group().length() <= MAX_SPAN_LINE) {
                for (Matcher span = SPAN.matcher(line.group()); span.find(); ) {
                    code.set(line.start() + span.start(), line.start() + span.end());
                }
            }
        }
    }
}
