// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memoir.samples.bench.BenchmarkConversation.BenchmarkQuestion;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Mean recall of the evidence among the first k, by category. */
final class RecallTable {

    private static final int[] DEPTHS = {5, 10, 25, 50};

    private static final String OVERALL = "overall";

    private final TreeMap<String, Row> rows = new TreeMap<>();

    private static final class Row {
        private final double[] sums = new double[DEPTHS.length];
        private final double[] any = new double[DEPTHS.length];
        private final double[] all = new double[DEPTHS.length];
        private final double[] sessions = new double[DEPTHS.length];
        private int questions;
    }

    /** The maximum depth. */
    static int depth() {
        return DEPTHS[DEPTHS.length - 1];
    }

    void add(BenchmarkQuestion question, List<String> ranked) {
        add(OVERALL, question, ranked);
        add(question.type(), question, ranked);
    }

    private void add(String category, BenchmarkQuestion question, List<String> ranked) {
        Row row = rows.computeIfAbsent(category, c -> new Row());
        row.questions++;
        for (int i = 0; i < DEPTHS.length; i++) {
            long found = ranked.stream()
                    .limit(DEPTHS[i])
                    .filter(question.evidence()::contains)
                    .count();
            row.sums[i] += (double) found / question.evidence().size();
            row.any[i] += found > 0 ? 1 : 0;
            row.all[i] += found == question.evidence().size() ? 1 : 0;
            Set<String> seen = sessions(ranked.subList(0, Math.min(DEPTHS[i], ranked.size())));
            Set<String> wanted = sessions(question.evidence());
            row.sessions[i] += (double) wanted.stream().filter(seen::contains).count() / wanted.size();
        }
    }

    /** The session part of a dialog id: D7 of D7:12. */
    private static Set<String> sessions(Collection<String> dialogIds) {
        return dialogIds.stream()
                .map(id -> id.substring(0, Math.max(0, id.indexOf(':'))))
                .collect(Collectors.toSet());
    }

    /** {@return the mean recall of all questions at one of the depths, in per cent} */
    double overall(int depth) {
        Row row = Objects.requireNonNull(rows.get(OVERALL), "there are no questions");
        return 100 * row.sums[Arrays.binarySearch(DEPTHS, depth)] / row.questions;
    }

    /** {@return the number of questions} */
    int questions() {
        return Objects.requireNonNull(rows.get(OVERALL), "there are no questions").questions;
    }

    /** {@return the question types, including {@code overall}} */
    Set<String> types() {
        return rows.keySet();
    }

    /** {@return the mean recall of a type's questions at one of the depths, 0 to 1} */
    double recall(String type, int depth) {
        return share(type, depth, row -> row.sums);
    }

    /** {@return the share of a type's questions with any of their evidence at a depth} */
    double any(String type, int depth) {
        return share(type, depth, row -> row.any);
    }

    /** {@return the share of a type's questions with all of their evidence at a depth} */
    double all(String type, int depth) {
        return share(type, depth, row -> row.all);
    }

    private double share(String type, int depth, Function<Row, double[]> sums) {
        Row row = Objects.requireNonNull(rows.get(type), "there are no questions of this type");
        return sums.apply(row)[Arrays.binarySearch(DEPTHS, depth)] / row.questions;
    }

    void print(PrintStream out) {
        out.println("| questions | n | R@5 | R@10 | R@25 | R@50 |");
        out.println("|---|---|---|---|---|---|");
        rows.forEach((category, row) -> print(out, category, row, row.sums));
        Row row = Objects.requireNonNull(rows.get(OVERALL), "there are no questions");
        print(out, "any of the evidence", row, row.any);
        print(out, "all of the evidence", row, row.all);
        print(out, "sessions of the evidence", row, row.sessions);
    }

    /**
     * Writes the rows into a report, recall in per cent.
     *
     * @param into the array that receives one object per row
     */
    void report(ArrayNode into) {
        rows.forEach((category, row) -> report(into, category, row, row.sums));
        Row row = Objects.requireNonNull(rows.get(OVERALL), "there are no questions");
        report(into, "any of the evidence", row, row.any);
        report(into, "all of the evidence", row, row.all);
        report(into, "sessions of the evidence", row, row.sessions);
    }

    private static void report(ArrayNode into, String name, Row row, double[] sums) {
        ObjectNode line = into.addObject().put("questions", name).put("n", row.questions);
        for (int i = 0; i < DEPTHS.length; i++) {
            line.put("R@" + DEPTHS[i], 100 * sums[i] / row.questions);
        }
    }

    private static void print(PrintStream out, String name, Row row, double[] sums) {
        StringBuilder line = new StringBuilder("| " + name + " | " + row.questions + " |");
        for (double sum : sums) {
            line.append(String.format(Locale.ROOT, " %.1f |", 100 * sum / row.questions));
        }
        out.println(line);
    }
}
