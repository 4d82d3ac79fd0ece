// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import java.util.Arrays;
import java.util.List;

/**
 * Fits weights by ListNet's loss (Cao et al., 2007): a softmax over all turns should assign the evidence the highest
 * probability, each piece of evidence equally. The loss is smooth, so unlike a count of hits it has a gradient
 * everywhere; weights stay non-negative. Minimised with Rprop (Riedmiller and Braun, 1993), which needs no step size.
 */
final class ListNetLoss {

    private static final int ROUNDS = 80;

    /**
     * The inverse temperature. Signals are between 0 and 1; with this factor, weights of about a third minimise the
     * loss.
     */
    private static final double SHARPNESS = 10;

    /** The prior weight of every signal. */
    private static final double PRIOR = 0.2;

    /**
     * The strength of the prior. It makes two equivalent signals share their weight, and keeps the prior weight of a
     * signal about which a data set says nothing. Chosen on BEAM and LoCoMo, by fitting on one and evaluating on the
     * other.
     */
    private static final double SHRINKAGE = 0.5;

    private ListNetLoss() {}

    static double[] fit(List<QuestionSignals> questions, int signals) {
        double[] weights = new double[signals];
        double[] steps = new double[signals];
        double[] before = new double[signals];
        Arrays.fill(weights, PRIOR);
        Arrays.fill(steps, 0.03);
        for (int round = 0; round < ROUNDS; round++) {
            double[] gradient = gradient(questions, weights);
            for (int i = 0; i < signals; i++) {
                double turn = gradient[i] * before[i];
                steps[i] *= turn > 0 ? 1.2 : turn < 0 ? 0.5 : 1;
                weights[i] = Math.max(0, weights[i] - Math.signum(gradient[i]) * steps[i]);
            }
            before = gradient;
        }
        return weights;
    }

    private static double[] gradient(List<QuestionSignals> questions, double[] weights) {
        double[] gradient = new double[weights.length];
        for (QuestionSignals question : questions) {
            add(question, weights, gradient);
        }
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = gradient[i] / questions.size() + SHRINKAGE * (weights[i] - PRIOR);
        }
        return gradient;
    }

    /**
     * Adds the gradient of a question: the difference of actual and desired probability, times the signals, of each
     * turn.
     */
    private static void add(QuestionSignals question, double[] weights, double[] gradient) {
        boolean[] wanted = question.wanted();
        int count = 0;
        for (boolean one : wanted) {
            count += one ? 1 : 0;
        }
        if (count == 0) {
            return;
        }
        double[] scores = question.scores(weights);
        double most = Arrays.stream(scores).max().orElse(0);
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Math.exp(SHARPNESS * (scores[i] - most));
            sum += scores[i];
        }
        for (int i = 0; i < scores.length; i++) {
            double surplus = scores[i] / sum - (wanted[i] ? 1.0 / count : 0);
            double[] values = question.values().get(i);
            for (int signal = 0; signal < gradient.length; signal++) {
                gradient[signal] += SHARPNESS * surplus * values[signal];
            }
        }
    }
}
