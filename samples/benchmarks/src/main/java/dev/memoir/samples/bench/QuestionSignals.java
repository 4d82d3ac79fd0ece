// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import dev.memoir.ItemType;
import dev.memoir.internal.ranking.ScoredCandidate;
import dev.memoir.testing.evaluation.EvaluationQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A question with the value of every signal for each candidate turn, so that weights can be evaluated without searching
 * again.
 *
 * @param conversation the id of the conversation
 * @param question the question
 * @param turns the dialog ids of the turns
 * @param values the signal values of each turn
 */
record QuestionSignals(String conversation, EvaluationQuestion question, List<String> turns, List<double[]> values) {

    static QuestionSignals of(
            String conversation,
            EvaluationQuestion question,
            List<ScoredCandidate> explained,
            UnaryOperator<String> dialogIds) {
        List<String> turns = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        for (ScoredCandidate ranked : explained) {
            if (ranked.ref().type() == ItemType.TURN) {
                turns.add(dialogIds.apply(ranked.ref().id()));
                values.add(ranked.shares().stream()
                        .mapToDouble(share -> share.value())
                        .toArray());
            }
        }
        return new QuestionSignals(conversation, question, turns, values);
    }

    /** {@return whether each turn is evidence} */
    boolean[] wanted() {
        boolean[] wanted = new boolean[turns.size()];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = question.evidence().contains(turns.get(i));
        }
        return wanted;
    }

    /** {@return the score of each turn} */
    double[] scores(double[] weights) {
        return values.stream().mapToDouble(value -> dot(value, weights)).toArray();
    }

    /** {@return the share of the evidence among the first turns, up to a depth} */
    double[] recall(double[] weights, int... depths) {
        double[] scores = scores(weights);
        boolean[] wanted = wanted();
        double[] recall = new double[depths.length];
        for (int i = 0; i < scores.length; i++) {
            if (wanted[i]) {
                int before = 0;
                for (int j = 0; j < scores.length; j++) {
                    before += scores[j] > scores[i] || (scores[j] == scores[i] && j < i) ? 1 : 0;
                }
                for (int d = 0; d < depths.length; d++) {
                    recall[d] += before < depths[d] ? 1.0 / question.evidence().size() : 0;
                }
            }
        }
        return recall;
    }

    private static double dot(double[] values, double[] weights) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] * weights[i];
        }
        return sum;
    }
}
