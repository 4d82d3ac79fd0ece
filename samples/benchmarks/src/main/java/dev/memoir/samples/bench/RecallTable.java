package dev.memoir.samples.bench;

import dev.memoir.samples.bench.Locomo.Question;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;

/** Mean recall of the evidence among the first k, by category. */
final class RecallTable {

    private static final int[] DEPTHS = {5, 10, 25, 50};

    private static final String OVERALL = "overall";

    private final TreeMap<String, Row> rows = new TreeMap<>();

    private static final class Row {
        private final double[] sums = new double[DEPTHS.length];
        private int questions;
    }

    /** The deepest rank that counts. */
    static int depth() {
        return DEPTHS[DEPTHS.length - 1];
    }

    void add(Question question, List<String> ranked) {
        add(OVERALL, question, ranked);
        add(Locomo.CATEGORIES.getOrDefault(question.category(), "other"), question, ranked);
    }

    private void add(String category, Question question, List<String> ranked) {
        Row row = rows.computeIfAbsent(category, c -> new Row());
        row.questions++;
        for (int i = 0; i < DEPTHS.length; i++) {
            long found = ranked.stream()
                    .limit(DEPTHS[i])
                    .filter(question.evidence()::contains)
                    .count();
            row.sums[i] += (double) found / question.evidence().size();
        }
    }

    /** {@return the mean recall of all questions at a depth that is tabulated, in per cent} */
    double overall(int depth) {
        Row row = Objects.requireNonNull(rows.get(OVERALL), "no question was asked");
        return 100 * row.sums[Arrays.binarySearch(DEPTHS, depth)] / row.questions;
    }

    void print(PrintStream out) {
        out.println("| questions | n | R@5 | R@10 | R@25 | R@50 |");
        out.println("|---|---|---|---|---|---|");
        rows.forEach((category, row) -> {
            StringBuilder line = new StringBuilder("| " + category + " | " + row.questions + " |");
            for (double sum : row.sums) {
                line.append(String.format(Locale.ROOT, " %.1f |", 100 * sum / row.questions));
            }
            out.println(line);
        });
    }
}
