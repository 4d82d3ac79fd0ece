// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * The differences between two texts by lines, computed as a longest common subsequence.
 *
 * @param lines unchanged lines with the prefix of two spaces, removed ones with {@code "- "}, added ones with {@code "+
 *     "}
 */
record LineDiff(List<String> lines) {

    /** The number of unchanged lines shown around a change. */
    private static final int CONTEXT_LINES = 2;

    static LineDiff of(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<String> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                lines.add("  " + before.get(i++));
                j++;
            } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add("- " + before.get(i++));
            } else {
                lines.add("+ " + after.get(j++));
            }
        }
        return new LineDiff(List.copyOf(lines));
    }

    /** {@return the number of removed and added lines} */
    long size() {
        return lines.stream().filter(LineDiff::changed).count();
    }

    /** {@return the changes with their context} */
    @Override
    public String toString() {
        StringBuilder shown = new StringBuilder();
        int last = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (inContext(i)) {
                shown.append(last >= 0 && last < i - 1 ? "  …\n" : "")
                        .append(lines.get(i).stripTrailing())
                        .append('\n');
                last = i;
            }
        }
        return shown.toString();
    }

    private boolean inContext(int line) {
        return lines
                .subList(Math.max(0, line - CONTEXT_LINES), Math.min(lines.size(), line + CONTEXT_LINES + 1))
                .stream()
                .anyMatch(LineDiff::changed);
    }

    private static boolean changed(String line) {
        return !line.startsWith("  ");
    }
}
