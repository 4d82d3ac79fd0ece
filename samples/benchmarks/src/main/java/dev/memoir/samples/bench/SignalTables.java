package dev.memoir.samples.bench;

import dev.memoir.recall.SignalWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What each signal is worth, and whether weights that some conversations were fitted with hold for another. */
final class SignalTables {

    private final List<QuestionSignals> questions;
    private final List<QuestionSignals> besides;
    private final List<String> signals;
    private final double[] standard;
    private final double[] tuned;

    /**
     * Tables.
     *
     * @param questions what they tell of
     * @param besides what weights are fitted for besides: the same questions before there were facts
     */
    SignalTables(List<QuestionSignals> questions, List<QuestionSignals> besides) {
        this.questions = questions;
        this.besides = besides;
        signals = List.copyOf(SignalWeights.STANDARD.bySignal().keySet());
        standard = signals.stream()
                .mapToDouble(signal -> SignalWeights.STANDARD.bySignal().get(signal))
                .toArray();
        tuned = WeightFitter.fit(fitted(conversation -> true), signals.size());
    }

    /** {@return weights that leave every signal in its place, whatever it counts} */
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

    /** {@return the weights that are fitted on all conversations, by signal; their sum is that of the built-in ones} */
    Map<String, Double> fitted() {
        double scale = Arrays.stream(standard).sum() / Arrays.stream(tuned).sum();
        Map<String, Double> weights = new LinkedHashMap<>();
        for (int i = 0; i < tuned.length; i++) {
            weights.put(signals.get(i), tuned[i] * scale);
        }
        return weights;
    }

    /** {@return the recall at 5, 10, 25 and 50, by what the weights are fitted on} */
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
        return Stream.concat(questions.stream(), besides.stream())
                .filter(question -> conversations.test(question.conversation()))
                .toList();
    }
}
