// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import dev.memoir.SearchHit;
import dev.memoir.SearchResult;
import dev.memoir.StoredTurn;
import dev.memoir.prompt.RecalledBlock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How much of a question's evidence a context states. An evidence turn counts if {@link SearchResult#context()} has a
 * line with its whole text, or with a fact extracted from it. A turn that is shown as an excerpt counts with the share
 * of the reference answer's words in it that the excerpt shows.
 *
 * @param share the share of the evidence that the context states
 * @param tokens the number of tokens of the context
 * @param repeated the share of lines that repeat another line
 */
public record ContextEvidence(double share, int tokens, double repeated) {

    /** The share of a line's words in another line from which it counts as repeated; "the" and "a" may differ. */
    private static final double REPEATED = 0.8;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    private static final Pattern SPACE = Pattern.compile("\\s+");

    /**
     * {@return the evidence in the context of a search}
     *
     * @param question an answerable question
     * @param result the search
     * @param turnsOf returns the ids of the turns that a hit states: its own, or those that a fact comes from
     */
    static ContextEvidence of(
            EvaluationQuestion question, SearchResult result, Function<SearchHit, List<String>> turnsOf) {
        Set<String> lines = RecalledBlock.read(result.context()).stream()
                .map(line -> plain(line.text()))
                .collect(Collectors.toSet());
        Set<String> stated = new HashSet<>();
        double ofExcerpts = 0;
        for (SearchHit hit : result.hits()) {
            String text = plain(hit.item().text());
            if (lines.contains(text)) {
                stated.addAll(turnsOf.apply(hit));
            } else if (hit.item() instanceof StoredTurn
                    && turnsOf.apply(hit).stream().anyMatch(question.evidence()::contains)) {
                ofExcerpts += excerpt(question, lines, text);
            }
        }
        double found = ofExcerpts
                + question.evidence().stream().filter(stated::contains).count();
        return new ContextEvidence(found / question.evidence().size(), result.contextTokens(), repeated(lines));
    }

    /** {@return the share of a turn's evidence that its excerpt shows; 0 without an excerpt} */
    private static double excerpt(EvaluationQuestion question, Set<String> lines, String turn) {
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

    private static String plain(String text) {
        return SPACE.matcher(text.strip()).replaceAll(" ");
    }
}
