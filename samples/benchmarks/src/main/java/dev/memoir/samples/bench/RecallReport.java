// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memoir.internal.ranking.SignalWeights;
import dev.memoir.testing.evaluation.ContextTable;
import dev.memoir.testing.evaluation.RecallTable;
import dev.memoir.testing.evaluation.RelevanceFigures;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The figures of {@code ./memoir bench recall}: printed as Markdown tables, or written as JSON.
 *
 * @param heading the command and the machine
 * @param results the figures of each data set
 */
record RecallReport(String heading, List<DataSetResult> results) {

    private static final int[] DEPTHS = {5, 10, 25};

    void print(PrintStream out) {
        out.println(heading);
        for (DataSetResult result : results) {
            out.println();
            out.println("## " + result.name());
            out.println();
            recall(out, "turns", result.turns());
            if (result.withFacts() != null) {
                recall(out, "turns, with facts", result.withFacts());
            }
            contexts(out, result.contexts());
            relevance(out, result.relevance());
            out.println("Search, question embedded: " + result.search().summary());
            out.println();
            ablation(out, result);
        }
        leaveOneOut(out);
    }

    private static void recall(PrintStream out, String name, RecallTable table) {
        out.println("| " + name + " | R@5 | R@10 | R@25 | any@10 | all@10 |");
        out.println("|---|---|---|---|---|---|");
        table.categories()
                .forEach(type -> out.println(String.format(
                        Locale.ROOT,
                        "| %s | %.1f | %.1f | %.1f | %.1f | %.1f |",
                        type,
                        100 * table.recall(type, 5),
                        100 * table.recall(type, 10),
                        100 * table.recall(type, 25),
                        100 * table.any(type, 10),
                        100 * table.all(type, 10))));
        out.println();
    }

    private static void contexts(PrintStream out, Map<String, ContextTable> contexts) {
        StringBuilder head = new StringBuilder("| evidence within tokens |");
        ContextTable.BUDGETS.forEach(budget -> head.append(' ').append(budget).append(" | repeated |"));
        out.println(head);
        out.println("|---|" + "---|---|".repeat(ContextTable.BUDGETS.size()));
        contexts.forEach((name, table) -> {
            StringBuilder line = new StringBuilder("| " + name + " |");
            for (int budget : ContextTable.BUDGETS) {
                line.append(String.format(
                        Locale.ROOT, " %.1f | %.1f |", 100 * table.evidence(budget), 100 * table.repeated(budget)));
            }
            out.println(line);
        });
        out.println();
    }

    private static void relevance(PrintStream out, RelevanceFigures relevance) {
        out.println(String.format(
                Locale.ROOT,
                "Relevance: AUC %s of own against foreign questions%s; %.0f tokens of context for own, %.0f for"
                        + " foreign questions",
                relevance.foreignAuc() == null
                        ? "not measured"
                        : String.format(Locale.ROOT, "%.3f", relevance.foreignAuc()),
                relevance.unanswerableAuc() == null
                        ? ""
                        : String.format(Locale.ROOT, ", %.3f against unanswerable ones", relevance.unanswerableAuc()),
                relevance.ownTokens(),
                relevance.foreignTokens()));
        out.println();
    }

    private static void ablation(PrintStream out, DataSetResult result) {
        out.println("| without | R@5 | R@10 |");
        out.println("|---|---|---|");
        new SignalTables(result.evidence(), List.of())
                .ablation()
                .forEach((signal, recall) -> out.println(
                        String.format(Locale.ROOT, "| %s | %.1f | %.1f |", signal, 100 * recall[0], 100 * recall[1])));
    }

    private void leaveOneOut(PrintStream out) {
        Map<String, double[]> rows = leaveOneOut();
        if (!rows.isEmpty()) {
            out.println();
            out.println("| weights fitted on the other data sets | R@5 | R@10 | R@25 |");
            out.println("|---|---|---|---|");
            rows.forEach((name, recall) -> out.println(String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f | %.1f |",
                    name,
                    100 * recall[0],
                    100 * recall[1],
                    100 * recall[2])));
        }
    }

    /** {@return the recall of each data set with weights fitted on the others; empty for a single one} */
    private Map<String, double[]> leaveOneOut() {
        Map<String, double[]> rows = new LinkedHashMap<>();
        int signals = SignalWeights.STANDARD.bySignal().size();
        for (DataSetResult judged : results) {
            List<QuestionSignals> others = results.stream()
                    .filter(other -> !other.name().equals(judged.name()))
                    .flatMap(other -> other.evidence().stream())
                    .toList();
            if (!others.isEmpty()) {
                rows.put(
                        judged.name(), WeightFitter.mean(judged.evidence(), WeightFitter.fit(others, signals), DEPTHS));
            }
        }
        return rows;
    }

    /**
     * Writes the figures as JSON: recall, evidence and probabilities from 0 to 1, times in milliseconds.
     *
     * @param file the file; replaced if it exists
     * @throws IOException if it cannot be written
     */
    void write(Path file) throws IOException {
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode report = json.createObjectNode().put("run", heading);
        ArrayNode sets = report.putArray("sets");
        Map<String, double[]> left = leaveOneOut();
        for (DataSetResult result : results) {
            ObjectNode set = sets.addObject()
                    .put("name", result.name())
                    .put("questions", result.turns().questions());
            recall(set.putObject("recall"), result.turns(), result.turns()::recall);
            recall(set.putObject("any"), result.turns(), result.turns()::any);
            recall(set.putObject("all"), result.turns(), result.turns()::all);
            RecallTable withFacts = result.withFacts();
            if (withFacts != null) {
                recall(set.putObject("recall_with_facts"), withFacts, withFacts::recall);
            }
            ObjectNode evidence = set.putObject("evidence");
            ObjectNode repeated = set.putObject("repeated");
            result.contexts().forEach((name, table) -> {
                ObjectNode within = evidence.putObject(name);
                ObjectNode twice = repeated.putObject(name);
                for (int budget : ContextTable.BUDGETS) {
                    within.put(Integer.toString(budget), table.evidence(budget));
                    twice.put(Integer.toString(budget), table.repeated(budget));
                }
            });
            RelevanceFigures relevance = result.relevance();
            ObjectNode figures = set.putObject("relevance")
                    .put("auc", relevance.foreignAuc())
                    .put("own_tokens", relevance.ownTokens())
                    .put("foreign_tokens", relevance.foreignTokens());
            if (relevance.unanswerableAuc() != null) {
                figures.put("abstention_auc", relevance.unanswerableAuc());
            }
            result.search().report(set.putObject("search_ms"));
            double[] other = left.get(result.name());
            if (other != null) {
                ObjectNode row = set.putObject("leave_one_data_set_out");
                for (int i = 0; i < DEPTHS.length; i++) {
                    row.put(Integer.toString(DEPTHS[i]), other[i]);
                }
            }
        }
        json.writeValue(file.toFile(), report);
    }

    private static void recall(ObjectNode into, RecallTable table, ShareByDepth shares) {
        for (String type : table.categories()) {
            ObjectNode row = into.putObject(type);
            for (int depth : DEPTHS) {
                row.put(Integer.toString(depth), shares.of(type, depth));
            }
        }
    }

    /** A figure of a recall table. */
    private interface ShareByDepth {
        double of(String type, int depth);
    }
}
