// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import dev.memoir.SearchResult;
import dev.memoir.samples.bench.BenchmarkConversation.BenchmarkQuestion;
import dev.memoir.samples.bench.BenchmarkConversation.DialogTurn;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How well a search distinguishes questions that a memory answers from those that it does not. Foreign questions are
 * those of the next conversation, with the speakers' names replaced so that they reveal nothing.
 *
 * @param auc the area under the curve of own against foreign questions, by the best score; 0.5 is chance
 * @param abstentionAuc the same for the data set's own unanswerable questions; null if it has none
 * @param ownTokens the mean number of context tokens for own questions
 * @param foreignTokens the mean number of context tokens for foreign questions
 */
record RelevanceFigures(double auc, @Nullable Double abstentionAuc, double ownTokens, double foreignTokens) {

    /** The number of foreign questions per conversation. */
    private static final int ASKED = 60;

    static RelevanceFigures measure(List<BenchmarkConversation> conversations, RecallRun run) {
        Scores own = new Scores();
        Scores foreign = new Scores();
        Scores unanswerable = new Scores();
        for (int i = 0; i < conversations.size(); i++) {
            BenchmarkConversation here = conversations.get(i);
            BenchmarkConversation next = conversations.get((i + 1) % conversations.size());
            here.answerable().forEach(question -> own.add(run.search(here, question.text())));
            here.questions().stream()
                    .filter(question -> question.evidence().isEmpty())
                    .forEach(question -> unanswerable.add(run.search(here, question.text())));
            if (conversations.size() > 1) {
                next.answerable().stream()
                        .limit(ASKED)
                        .forEach(question -> foreign.add(run.search(here, exchanged(question, next, here))));
            }
        }
        return new RelevanceFigures(
                auc(own.best, foreign.best),
                unanswerable.best.isEmpty() ? null : auc(own.best, unanswerable.best),
                own.tokens(),
                foreign.tokens());
    }

    private static String exchanged(BenchmarkQuestion question, BenchmarkConversation from, BenchmarkConversation to) {
        String text = question.text();
        List<String> before = speakers(from);
        List<String> after = speakers(to);
        for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
            text = Pattern.compile("\\b" + Pattern.quote(before.get(i)) + "\\b")
                    .matcher(text)
                    .replaceAll(after.get(i));
        }
        return text;
    }

    private static List<String> speakers(BenchmarkConversation conversation) {
        return conversation.sessions().stream()
                .flatMap(session -> session.turns().stream())
                .map(DialogTurn::turn)
                .flatMap(turn -> Stream.ofNullable(turn.speaker()))
                .distinct()
                .sorted()
                .toList();
    }

    /** {@return the probability that a random element of the first exceeds one of the second; ties count half} */
    static double auc(List<Double> above, List<Double> below) {
        double wins = 0;
        for (double high : above) {
            for (double low : below) {
                wins += high > low ? 1 : high == low ? 0.5 : 0;
            }
        }
        return above.isEmpty() || below.isEmpty() ? 0.5 : wins / above.size() / below.size();
    }

    private static final class Scores {
        private final List<Double> best = new ArrayList<>();
        private long tokens;

        void add(SearchResult recollection) {
            best.add(
                    recollection.hits().isEmpty()
                            ? 0
                            : recollection.hits().get(0).score());
            tokens += recollection.contextTokens();
        }

        double tokens() {
            return best.isEmpty() ? 0 : (double) tokens / best.size();
        }
    }
}
