// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.memoir.LongTermMemory;
import dev.memoir.Memory;
import dev.memoir.SearchHit;
import dev.memoir.SearchResult;
import dev.memoir.prompt.RecalledBlock;
import dev.memoir.samples.bench.BenchmarkConversation.BenchmarkQuestion;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Mean recall of the evidence within token budgets of a context. An evidence turn counts if {@link
 * SearchResult#context()} has a line with its whole text, or with a fact extracted from it. A turn that is shown as an
 * excerpt counts with the share that {@link ExcerptJudge} determines.
 */
final class ContextTable {

    static final List<Integer> BUDGETS = List.of(300, 500, 1000, 2000);

    /** The number of hits to pack: 2,000 tokens hold about sixty lines. */
    static final int HITS = 100;

    /** The share of a line's words in another line from which it counts as repeated; "the" and "a" may differ. */
    private static final double REPEATED = 0.8;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final Map<Integer, double[]> sums = new LinkedHashMap<>();

    void add(
            int budget,
            BenchmarkQuestion question,
            SearchResult recollection,
            LongTermMemory memory,
            Map<String, String> dialogIds) {
        Set<String> lines = RecalledBlock.read(recollection.context()).stream()
                .map(line -> plain(line.text()))
                .collect(Collectors.toSet());
        Set<String> stated = new HashSet<>();
        double ofExcerpts = 0;
        for (SearchHit hit : recollection.hits()) {
            if (lines.contains(plain(hit.item().text()))) {
                if (hit.item() instanceof Memory fact) {
                    memory.learning()
                            .sources(fact.scope(), fact.id())
                            .forEach(source -> stated.add(
                                    dialogIds.getOrDefault(source.turn().id(), "")));
                } else {
                    stated.add(dialogIds.getOrDefault(hit.item().id(), ""));
                }
            } else if (question.evidence()
                    .contains(dialogIds.getOrDefault(hit.item().id(), ""))) {
                ofExcerpts += excerpt(question, lines, plain(hit.item().text()));
            }
        }
        double found = ofExcerpts
                + question.evidence().stream().filter(stated::contains).count();
        double[] sum = sums.computeIfAbsent(budget, b -> new double[4]);
        sum[0] += found / question.evidence().size();
        sum[1] += recollection.contextTokens();
        sum[2]++;
        sum[3] += repeated(lines);
    }

    /** {@return the share of a turn's evidence that its excerpt shows; 0 without an excerpt} */
    private static double excerpt(BenchmarkQuestion question, Set<String> lines, String turn) {
        return lines.stream()
                .filter(line -> ExcerptJudge.isExcerpt(line, turn))
                .mapToDouble(line -> ExcerptJudge.share(question, line, turn))
                .max()
                .orElse(0);
    }

    /** {@return the share of lines that repeat another line, which contains most of their words} */
    private static double repeated(Set<String> lines) {
        List<Set<String>> words = lines.stream()
                .map(line -> WORD.matcher(line.toLowerCase(Locale.ROOT))
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.toSet()))
                .toList();
        int repeated = 0;
        for (int i = 0; i < words.size(); i++) {
            for (int j = 0; j < words.size(); j++) {
                boolean less = words.get(i).size() < words.get(j).size()
                        || (words.get(i).size() == words.get(j).size() && i > j);
                if (less && contained(words.get(i), words.get(j)) >= REPEATED) {
                    repeated++;
                    break;
                }
            }
        }
        return words.isEmpty() ? 0 : (double) repeated / words.size();
    }

    private static double contained(Set<String> some, Set<String> others) {
        return some.isEmpty()
                ? 1
                : (double) some.stream().filter(others::contains).count() / some.size();
    }

    /** {@return the mean share of the evidence within a budget, 0 to 1} */
    double evidence(int budget) {
        return mean(budget, 0);
    }

    /** {@return the mean share of lines that repeat another line, 0 to 1} */
    double repeated(int budget) {
        return mean(budget, 3);
    }

    private double mean(int budget, int column) {
        double[] sum = Objects.requireNonNull(sums.get(budget), "no question with this budget");
        return sum[column] / sum[2];
    }

    private static String plain(String text) {
        return SPACE.matcher(text.strip()).replaceAll(" ");
    }

    /**
     * Writes the rows into a report, evidence in per cent.
     *
     * @param into the array that receives one object per row
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
