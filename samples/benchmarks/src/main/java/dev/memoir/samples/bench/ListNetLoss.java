package dev.memoir.samples.bench;

import java.util.Arrays;
import java.util.List;

/**
 * Weights under which a softmax over all turns gives the evidence the most: ListNet's loss (Cao and others, 2007), with every
 * piece of evidence wanted alike. It is smooth, so unlike a count of hits it tells a direction from everywhere; weights stay
 * at or above 0. Minimised by Rprop (Riedmiller and Braun, 1993), which needs no step to be chosen.
 */
final class ListNetLoss {

    private static final int ROUNDS = 80;

    /** Signals lie between 0 and 1: so much sharper, weights of about a third are where the loss is least. */
    private static final double SHARPNESS = 10;

    /** The weight of every signal before anything is known of it. */
    private static final double PRIOR = 0.2;

    /**
     * What it costs to leave the prior, so that two signals that tell the same share their weight, and one that a data set
     * says nothing of keeps the prior. Chosen on BEAM and LoCoMo, fitted on one and judged on the other.
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

    /** Adds what a question's turns get less what they should, times what their signals say. */
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
