// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import dev.memoir.internal.ranking.SignalWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Evaluates the value of each signal, and whether weights fitted on some conversations generalise to others. */
final class SignalTables {

    private final List<QuestionSignals> questions;
    private final List<QuestionSignals> additional;
    private final List<String> signals;
    private final double[] standard;
    private final double[] tuned;

    /**
     * Creates the tables.
     *
     * @param questions the questions to evaluate
     * @param additional additional questions for fitting: the same ones before there were facts
     */
    SignalTables(List<QuestionSignals> questions, List<QuestionSignals> additional) {
        this.questions = questions;
        this.additional = additional;
        signals = List.copyOf(SignalWeights.STANDARD.bySignal().keySet());
        standard = signals.stream()
                .mapToDouble(signal -> SignalWeights.STANDARD.bySignal().get(signal))
                .toArray();
        tuned = WeightFitter.fit(fitted(conversation -> true), signals.size());
    }

    /** {@return equal weights for all signals} */
    static SignalWeights even() {
        SignalWeights even = SignalWeights.STANDARD;
        for (String signal : even.bySignal().keySet()) {
            even = even.with(signal, 1);
        }
        return even;
    }

    /** {@return the recall at 5 and 10 without each signal, by its name; {@code nothing} first} */
    Map<String, double[]> ablation() {
        Map<String, double[]> rows = new LinkedHashMap<>();
        rows.put("nothing", WeightFitter.mean(questions, standard, 5, 10));
        for (int i = 0; i < standard.length; i++) {
            double[] less = standard.clone();
            less[i] = 0;
            rows.put(signals.get(i), WeightFitter.mean(questions, less, 5, 10));
        }
        return rows;
    }

    /** {@return the weights fitted on all conversations, by signal, scaled to the sum of the built-in ones} */
    Map<String, Double> fitted() {
        double scale = Arrays.stream(standard).sum() / Arrays.stream(tuned).sum();
        Map<String, Double> weights = new LinkedHashMap<>();
        for (int i = 0; i < tuned.length; i++) {
            weights.put(signals.get(i), tuned[i] * scale);
        }
        return weights;
    }

    /** {@return the recall at 5, 10, 25 and 50, by the set on which the weights are fitted} */
    Map<String, double[]> leaveOneOut() {
        Map<String, double[]> rows = new LinkedHashMap<>();
        rows.put("as built in", WeightFitter.mean(questions, standard, 5, 10, 25, 50));
        rows.put("fitted on all", WeightFitter.mean(questions, tuned, 5, 10, 25, 50));
        double[] sums = new double[4];
        List<String> conversations =
                questions.stream().map(QuestionSignals::conversation).distinct().toList();
        for (String left : conversations) {
            List<QuestionSignals> asked = new ArrayList<>(questions);
            asked.removeIf(question -> !question.conversation().equals(left));
            List<QuestionSignals> others = fitted(conversation -> !conversation.equals(left));
            double[] mean = WeightFitter.mean(asked, WeightFitter.fit(others, signals.size()), 5, 10, 25, 50);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += mean[i] * asked.size();
            }
        }
        rows.put(
                "fitted on the other conversations",
                Arrays.stream(sums).map(sum -> sum / questions.size()).toArray());
        return rows;
    }

    private List<QuestionSignals> fitted(Predicate<String> conversations) {
        return Stream.concat(questions.stream(), additional.stream())
                .filter(question -> conversations.test(question.conversation()))
                .toList();
    }
}
