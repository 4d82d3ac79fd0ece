// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memoir.testing.evaluation.ContextTable;
import dev.memoir.testing.evaluation.Latencies;
import dev.memoir.testing.evaluation.RecallTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The figures of {@code ./memoir bench locomo}: printed as tables, or written as JSON.
 *
 * @param heading the command and the machine
 * @param turns the number of turns that were added
 * @param conversations the number of conversations
 * @param seconds the time that adding them took
 * @param facts the number of facts that were added; 0 without {@code --facts}
 * @param recall the recall of the evidence
 * @param sessions the recall of the sessions of the evidence
 * @param contexts the evidence within token budgets
 * @param ablation the recall without each signal
 * @param leaveOneOut the recall of fitted weights
 * @param fitted the weights fitted on all conversations
 * @param embedding the times of searches that embed the question
 * @param searching the times of searches with a known embedding
 */
record LocomoResult(
        String heading,
        int turns,
        int conversations,
        double seconds,
        int facts,
        RecallTable recall,
        RecallTable sessions,
        ContextTable contexts,
        Map<String, double[]> ablation,
        Map<String, double[]> leaveOneOut,
        Map<String, Double> fitted,
        Latencies embedding,
        Latencies searching) {

    private static final int[] ABLATION_DEPTHS = {5, 10};
    private static final int[] FITTING_DEPTHS = {5, 10, 25, 50};

    /** Prints Markdown tables, ready for RESULTS.md. */
    void print(PrintStream out) {
        out.println(heading);
        out.printf(
                Locale.ROOT,
                "%d turns of %d conversations added in %.1f s (%.0f a second, embedded)%n",
                turns,
                conversations,
                seconds,
                turns / seconds);
        if (facts > 0) {
            out.println(facts + " facts");
        }
        out.println();
        table(out, "questions", FITTING_DEPTHS, recallRows());
        out.println();
        out.println("| context tokens | evidence in it | tokens used |");
        out.println("|---|---|---|");
        ContextTable.BUDGETS.forEach(budget -> out.println(String.format(
                Locale.ROOT,
                "| %d | %.1f | %.0f |",
                budget,
                100 * contexts.evidence(budget),
                contexts.tokens(budget))));
        out.println();
        table(out, "without", ABLATION_DEPTHS, ablation);
        out.println();
        table(out, "weights", FITTING_DEPTHS, leaveOneOut);
        out.println();
        out.println(fitted.entrySet().stream()
                .map(weight -> String.format(Locale.ROOT, "%s %.2f", weight.getKey(), weight.getValue()))
                .collect(Collectors.joining(" ", "fitted on all: ", "")));
        out.println();
        out.println("search with embedding the question:    " + embedding.summary());
        out.println("search without embedding the question: " + searching.summary());
    }

    /** {@return recall by category, then of questions with any and with all of the evidence, and of sessions} */
    private Map<String, double[]> recallRows() {
        Map<String, double[]> rows = new LinkedHashMap<>();
        recall.categories()
                .forEach(category -> rows.put(
                        category + " (" + recall.questions(category) + ")", depths(k -> recall.recall(category, k))));
        rows.put("any of the evidence", depths(k -> recall.any(RecallTable.OVERALL, k)));
        rows.put("all of the evidence", depths(k -> recall.all(RecallTable.OVERALL, k)));
        rows.put("sessions of the evidence", depths(k -> sessions.recall(RecallTable.OVERALL, k)));
        return rows;
    }

    private static double[] depths(IntToDoubleFunction figure) {
        return Arrays.stream(FITTING_DEPTHS).mapToDouble(figure).toArray();
    }

    private static void table(PrintStream out, String name, int[] depths, Map<String, double[]> rows) {
        StringBuilder head = new StringBuilder("| " + name + " |");
        for (int depth : depths) {
            head.append(" R@").append(depth).append(" |");
        }
        out.println(head);
        out.println("|---|" + "---|".repeat(depths.length));
        rows.forEach((row, recall) -> {
            StringBuilder line = new StringBuilder("| " + row + " |");
            for (double share : recall) {
                line.append(String.format(Locale.ROOT, " %.1f |", 100 * share));
            }
            out.println(line);
        });
    }

    /**
     * Writes the same figures as JSON: recall and evidence in per cent, times in milliseconds.
     *
     * @param file the file; replaced if it exists
     * @throws IOException if it cannot be written
     */
    void write(Path file) throws IOException {
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode report = json.createObjectNode()
                .put("run", heading)
                .put("turns", turns)
                .put("conversations", conversations)
                .put("seconds", seconds)
                .put("facts", facts);
        rows(report.putArray("recall"), "questions", FITTING_DEPTHS, recallRows());
        ArrayNode within = report.putArray("contexts");
        ContextTable.BUDGETS.forEach(budget -> within.addObject()
                .put("tokens", budget)
                .put("evidence", 100 * contexts.evidence(budget))
                .put("used", contexts.tokens(budget)));
        rows(report.putArray("ablation"), "without", ABLATION_DEPTHS, ablation);
        rows(report.putArray("fitting"), "weights", FITTING_DEPTHS, leaveOneOut);
        ObjectNode weights = report.putObject("fitted");
        fitted.forEach(weights::put);
        embedding.report(report.putObject("searchWithEmbedding"));
        searching.report(report.putObject("search"));
        json.writeValue(file.toFile(), report);
    }

    private static void rows(ArrayNode into, String name, int[] depths, Map<String, double[]> rows) {
        rows.forEach((row, recall) -> {
            ObjectNode line = into.addObject().put(name, row);
            for (int i = 0; i < depths.length; i++) {
                line.put("R@" + depths[i], 100 * recall[i]);
            }
        });
    }
}
