package dev.memoir.samples.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.memoir.LongTermMemory;
import dev.memoir.Memory;
import dev.memoir.Recollection;
import dev.memoir.Recollection.Hit;
import dev.memoir.recall.RecalledBlock;
import dev.memoir.samples.bench.Locomo.Question;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Mean recall of the evidence within so many tokens of context. An evidence turn counts if {@link Recollection#context()} has
 * a line with its words, whole, or with those of a fact that it is a source of.
 */
final class ContextTable {

    static final List<Integer> BUDGETS = List.of(500, 1000, 2000);

    /** Hits to pack: two thousand tokens hold about sixty lines. */
    static final int HITS = 100;

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final Map<Integer, double[]> sums = new LinkedHashMap<>();

    void add(
            int budget,
            Question question,
            Recollection recollection,
            LongTermMemory memory,
            Map<String, String> dialogIds) {
        Set<String> lines = RecalledBlock.read(recollection.context()).stream()
                .map(line -> plain(line.text()))
                .collect(Collectors.toSet());
        Set<String> told = new HashSet<>();
        for (Hit hit : recollection.hits()) {
            if (lines.contains(plain(hit.item().text()))) {
                if (hit.item() instanceof Memory fact) {
                    memory.learning()
                            .sources(fact.scope(), fact.id())
                            .forEach(source -> told.add(
                                    dialogIds.getOrDefault(source.turn().id(), "")));
                } else {
                    told.add(dialogIds.getOrDefault(hit.item().id(), ""));
                }
            }
        }
        long found = question.evidence().stream().filter(told::contains).count();
        double[] sum = sums.computeIfAbsent(budget, b -> new double[3]);
        sum[0] += (double) found / question.evidence().size();
        sum[1] += recollection.contextTokens();
        sum[2]++;
    }

    private static String plain(String text) {
        return SPACE.matcher(text.strip()).replaceAll(" ");
    }

    /**
     * Writes the rows into a report, evidence in per cent.
     *
     * @param into the array that takes one object a row
     */
    void report(ArrayNode into) {
        sums.forEach((budget, sum) -> into.addObject()
                .put("tokens", budget)
                .put("evidence", 100 * sum[0] / sum[2])
                .put("used", sum[1] / sum[2]));
    }

    void print(PrintStream out) {
        out.println("| context tokens | evidence in it | tokens used |");
        out.println("|---|---|---|");
        sums.forEach((budget, sum) -> out.println(
                String.format(Locale.ROOT, "| %d | %.1f | %.0f |", budget, 100 * sum[0] / sum[2], sum[1] / sum[2])));
    }
}
