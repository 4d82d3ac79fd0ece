package dev.memoir.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * What changed between two texts, by lines: a longest common subsequence.
 *
 * @param lines those that stayed behind two spaces, those that went behind {@code "- "}, those that came behind {@code "+ "}
 */
record LineDiff(List<String> lines) {

    /** Lines that stayed, shown around those that did not. */
    private static final int AROUND = 2;

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

    /** {@return how many lines went or came} */
    long size() {
        return lines.stream().filter(LineDiff::changed).count();
    }

    /** {@return the changes, each with the lines around it} */
    @Override
    public String toString() {
        StringBuilder shown = new StringBuilder();
        int last = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (near(i)) {
                shown.append(last >= 0 && last < i - 1 ? "  …\n" : "")
                        .append(lines.get(i).stripTrailing())
                        .append('\n');
                last = i;
            }
        }
        return shown.toString();
    }

    private boolean near(int line) {
        return lines.subList(Math.max(0, line - AROUND), Math.min(lines.size(), line + AROUND + 1)).stream()
                .anyMatch(LineDiff::changed);
    }

    private static boolean changed(String line) {
        return !line.startsWith("  ");
    }
}
