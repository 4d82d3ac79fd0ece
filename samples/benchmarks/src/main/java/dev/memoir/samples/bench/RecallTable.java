package dev.memoir.samples.bench;

import dev.memoir.samples.bench.Locomo.Question;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Mean recall of the evidence among the first k, by category. */
final class RecallTable {

    private static final int[] DEPTHS = {5, 10, 25, 50};

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
        add("overall", question, ranked);
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
