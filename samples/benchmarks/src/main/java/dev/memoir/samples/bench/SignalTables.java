package dev.memoir.samples.bench;

import dev.memoir.recall.Weights;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What each signal is worth, and whether weights that some conversations were fitted with hold for another. */
final class SignalTables {

    private final List<Evidence> questions;
    private final List<Evidence> besides;
    private final List<String> signals;
    private final double[] standard;

    /**
     * Tables.
     *
     * @param questions what they tell of
     * @param besides what weights are fitted for besides: the same questions before there were facts
     */
    SignalTables(List<Evidence> questions, List<Evidence> besides) {
        this.questions = questions;
        this.besides = besides;
        signals = List.copyOf(Weights.STANDARD.bySignal().keySet());
        standard = signals.stream()
                .mapToDouble(signal -> Weights.STANDARD.bySignal().get(signal))
                .toArray();
    }

    /** {@return weights that leave every signal in its place, whatever it counts} */
    static Weights even() {
        Weights even = Weights.STANDARD;
        for (String signal : even.bySignal().keySet()) {
            even = even.with(signal, 1);
        }
        return even;
    }

    void ablation(PrintStream out) {
        out.println("| without | R@5 | R@10 |");
        out.println("|---|---|---|");
        row(out, "nothing", Fitting.mean(questions, standard, 5, 10));
        for (int i = 0; i < standard.length; i++) {
            double[] less = standard.clone();
            less[i] = 0;
            row(out, signals.get(i), Fitting.mean(questions, less, 5, 10));
        }
    }

    void leaveOneOut(PrintStream out) {
        out.println("| weights | R@5 | R@10 | R@25 | R@50 |");
        out.println("|---|---|---|---|---|");
        row(out, "as built in", Fitting.mean(questions, standard, 5, 10, 25, 50));
        double[] tuned = Fitting.fit(fitted(conversation -> true), signals.size());
        row(out, "fitted on all", Fitting.mean(questions, tuned, 5, 10, 25, 50));
        double[] sums = new double[4];
        List<String> conversations =
                questions.stream().map(Evidence::conversation).distinct().toList();
        for (String left : conversations) {
            List<Evidence> asked = new ArrayList<>(questions);
            asked.removeIf(question -> !question.conversation().equals(left));
            List<Evidence> others = fitted(conversation -> !conversation.equals(left));
            double[] mean = Fitting.mean(asked, Fitting.fit(others, signals.size()), 5, 10, 25, 50);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += mean[i] * asked.size();
            }
        }
        row(
                out,
                "fitted on the other conversations",
                Arrays.stream(sums).map(sum -> sum / questions.size()).toArray());
        out.println();
        double scale = Arrays.stream(standard).sum() / Arrays.stream(tuned).sum();
        StringBuilder fitted = new StringBuilder("fitted on all:");
        for (int i = 0; i < tuned.length; i++) {
            fitted.append(String.format(Locale.ROOT, " %s %.2f", signals.get(i), tuned[i] * scale));
        }
        out.println(fitted);
    }

    private List<Evidence> fitted(Predicate<String> conversations) {
        return Stream.concat(questions.stream(), besides.stream())
                .filter(question -> conversations.test(question.conversation()))
                .toList();
    }

    private static void row(PrintStream out, String name, double[] recall) {
        StringBuilder line = new StringBuilder("| " + name + " |");
        for (double share : recall) {
            line.append(String.format(Locale.ROOT, " %.1f |", 100 * share));
        }
        out.println(line);
    }
}
