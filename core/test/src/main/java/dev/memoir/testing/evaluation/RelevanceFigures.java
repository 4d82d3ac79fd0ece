// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import dev.memoir.SearchResult;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How well a search distinguishes questions that a memory answers from those that it does not. Foreign questions are
 * those of the next chat, with the speakers' names replaced so that they reveal nothing.
 *
 * @param foreignAuc the area under the curve of own against foreign questions, by the best score; 0.5 is chance; null
 *     without foreign questions
 * @param unanswerableAuc the same for the set's own unanswerable questions; null if it has none
 * @param ownTokens the mean number of context tokens for own questions
 * @param foreignTokens the mean number of context tokens for foreign questions; 0 without foreign questions
 */
public record RelevanceFigures(
        @Nullable Double foreignAuc, @Nullable Double unanswerableAuc, double ownTokens, double foreignTokens) {

    /** The number of foreign questions per chat: enough for a steady figure, few enough for a long list of chats. */
    private static final int ASKED = 60;

    /**
     * {@return the figures of a memory}
     *
     * @param chats the chats that the memory holds
     * @param run the memory
     */
    public static RelevanceFigures measure(List<EvaluatedChat> chats, EvaluationRun run) {
        Scores own = new Scores();
        Scores foreign = new Scores();
        Scores unanswerable = new Scores();
        for (int i = 0; i < chats.size(); i++) {
            EvaluatedChat here = chats.get(i);
            EvaluatedChat next = chats.get((i + 1) % chats.size());
            here.answerable().forEach(question -> own.add(run.search(here, question.text())));
            here.unanswerable().forEach(question -> unanswerable.add(run.search(here, question.text())));
            if (chats.size() > 1) {
                next.answerable().stream()
                        .limit(ASKED)
                        .forEach(question -> foreign.add(run.search(here, exchanged(question, next, here))));
            }
        }
        return new RelevanceFigures(
                auc(own.best, foreign.best), auc(own.best, unanswerable.best), own.tokens(), foreign.tokens());
    }

    private static String exchanged(EvaluationQuestion question, EvaluatedChat from, EvaluatedChat to) {
        String text = question.text();
        List<String> before = from.speakers();
        List<String> after = to.speakers();
        for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
            text = Pattern.compile("\\b" + Pattern.quote(before.get(i)) + "\\b")
                    .matcher(text)
                    .replaceAll(Matcher.quoteReplacement(after.get(i)));
        }
        return text;
    }

    /**
     * {@return the probability that a random element of the first list exceeds one of the second, ties counting half;
     * null if a list is empty}
     *
     * @param above the scores that should be high
     * @param below the scores that should be low
     */
    static @Nullable Double auc(List<Double> above, List<Double> below) {
        double wins = 0;
        for (double high : above) {
            for (double low : below) {
                wins += high > low ? 1 : high == low ? 0.5 : 0;
            }
        }
        return above.isEmpty() || below.isEmpty() ? null : wins / above.size() / below.size();
    }

    private static final class Scores {
        private final List<Double> best = new ArrayList<>();
        private long tokens;

        void add(SearchResult result) {
            best.add(result.hits().isEmpty() ? 0 : result.hits().get(0).score());
            tokens += result.contextTokens();
        }

        double tokens() {
            return best.isEmpty() ? 0 : (double) tokens / best.size();
        }
    }
}
