// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import dev.memoir.InvalidInputException;
import dev.memoir.testing.evaluation.EvaluationComparison.QuestionPair;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The difference of a figure between two results, question by question.
 *
 * @param before the mean of the first result
 * @param after the mean of the second result
 * @param difference the mean of second minus first, with its confidence interval
 * @param wins the number of questions for which the second is better
 * @param losses the number of questions for which the second is worse
 * @param ties the number of questions for which both are equal
 */
public record PairedDifference(
        double before, double after, BootstrapInterval difference, int wins, int losses, int ties) {

    static PairedDifference of(
            List<QuestionPair> pairs, ToDoubleFunction<QuestionResult> figure, boolean moreIsBetter) {
        if (pairs.isEmpty()) {
            throw new InvalidInputException("No question has this figure in both results. Measure both again.");
        }
        double before = 0;
        double after = 0;
        double[] differences = new double[pairs.size()];
        int wins = 0;
        int losses = 0;
        for (int i = 0; i < differences.length; i++) {
            double first = figure.applyAsDouble(pairs.get(i).before());
            double second = figure.applyAsDouble(pairs.get(i).after());
            before += first;
            after += second;
            differences[i] = second - first;
            int better = moreIsBetter ? Double.compare(second, first) : Double.compare(first, second);
            wins += better > 0 ? 1 : 0;
            losses += better < 0 ? 1 : 0;
        }
        return new PairedDifference(
                before / pairs.size(),
                after / pairs.size(),
                BootstrapInterval.of(differences),
                wins,
                losses,
                pairs.size() - wins - losses);
    }
}
