// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import java.util.ArrayList;
import java.util.List;

/** Finds code, logs and stack traces of at least three lines in a text without fences. */
final class UnfencedCode {

    private static final int LEAST_LINES = 3;

    /** Shorter runs are kept: an address, a short command or two form fields cost less than they may be worth. */
    private static final int LEAST_CHARACTERS = 120;

    /** The maximum number of continuation lines between two lines of code, such as those of a comment or statement. */
    private static final int LONGEST_GAP = 4;

    private UnfencedCode() {}

    /**
     * A run of lines of code.
     *
     * @param start the index of the first character
     * @param end the index after the last character, without the line break
     */
    record Run(int start, int end) {}

    private record Line(int start, int end, boolean blank, CodeLine form) {}

    /** {@return the runs of code in a text, in order} */
    static List<Run> in(String text) {
        List<Line> lines = lines(text);
        List<Run> runs = new ArrayList<>();
        for (int first = 0; first < lines.size(); first++) {
            if (lines.get(first).form().code()) {
                int last = last(lines, first);
                Run run = new Run(lines.get(first).start(), lines.get(last).end());
                if (qualifies(lines.subList(first, last + 1)) && run.end() - run.start() > LEAST_CHARACTERS) {
                    runs.add(run);
                }
                first = last;
            }
        }
        return runs;
    }

    /** {@return the index of the last line of code that is separated from the first only by continuations} */
    private static int last(List<Line> lines, int first) {
        int last = first;
        for (int at = first + 1; at < lines.size() && at - last <= LONGEST_GAP + 1; at++) {
            CodeLine form = lines.get(at).form();
            if (form.code()) {
                last = at;
            } else if (!form.continuation()) {
                break;
            }
        }
        return last;
    }

    private static boolean qualifies(List<Line> run) {
        long code = run.stream().filter(line -> line.form().code()).count();
        long all = run.stream().filter(line -> !line.blank()).count();
        int forms = run.stream().mapToInt(line -> line.form().forms()).reduce(0, (one, other) -> one | other);
        return code >= LEAST_LINES && 2 * code >= all && (forms & ~CodeLine.CALLS) != 0;
    }

    private static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int lineBreak = text.indexOf('\n', start);
            int end = lineBreak < 0 ? text.length() : lineBreak;
            String line = text.substring(start, end);
            lines.add(new Line(start, end, line.isBlank(), CodeLine.of(line)));
            start = end + 1;
        }
        return lines;
    }
}
