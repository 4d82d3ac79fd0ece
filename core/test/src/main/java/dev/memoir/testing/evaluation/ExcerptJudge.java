// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import dev.memoir.prompt.TurnExcerpts;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rates how much of the evidence in a turn its excerpt shows: the share of the reference answer's words in the turn
 * that are also in the excerpt. The question's own words are excluded, because they selected the excerpt, and so are
 * words of up to three letters. An excerpt of a turn without any of these words is no evidence.
 */
final class ExcerptJudge {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]{4,}|\\p{Nd}+");

    private ExcerptJudge() {}

    /**
     * {@return whether a line is an excerpt of a turn}
     *
     * @param line the text of the line, with single spaces
     * @param turn the text of the turn, with single spaces
     */
    static boolean isExcerpt(String line, String turn) {
        int from = 0;
        for (String part : parts(line)) {
            int at = turn.indexOf(part, from);
            if (at < 0) {
                return false;
            }
            from = at + part.length();
        }
        return line.contains(TurnExcerpts.OMISSION);
    }

    /**
     * {@return the share of the evidence that an excerpt shows, 0 to 1}
     *
     * @param question the question
     * @param excerpt the text of the excerpt
     * @param turn the text of the whole turn
     */
    static double share(EvaluationQuestion question, String excerpt, String turn) {
        Set<String> wanted = words(question.answer());
        wanted.removeAll(words(question.text()));
        wanted.retainAll(words(turn));
        Set<String> shown = words(excerpt);
        return wanted.isEmpty()
                ? 0
                : (double) wanted.stream().filter(shown::contains).count() / wanted.size();
    }

    private static List<String> parts(String line) {
        return Stream.of(line.split(Pattern.quote(TurnExcerpts.OMISSION)))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static Set<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
