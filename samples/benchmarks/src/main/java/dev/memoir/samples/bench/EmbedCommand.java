// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import ai.onnxruntime.OrtException;
import dev.memoir.embed.ValidatingEmbedder;
import dev.memoir.embed.minilm.MiniLmEmbedder;
import dev.memoir.testing.evaluation.Latencies;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code ./memoir bench embed}. */
@Command(
        name = "embed",
        description =
                "Compare bulk embedding with plain ONNX Runtime on the same texts, and measure repeated questions.")
final class EmbedCommand implements Callable<Integer> {

    @Mixin
    private final DataSet data = new DataSet();

    @Option(names = "--texts", description = "Number of texts (default: ${DEFAULT-VALUE}).")
    private int count = 2_000;

    @Option(names = "--rounds", description = "Number of alternating rounds (default: ${DEFAULT-VALUE}).")
    private int rounds = 5;

    @Option(names = "--batch", description = "Batch size of the reference (default: ${DEFAULT-VALUE}).")
    private int batch = 32;

    @Override
    public Integer call() throws IOException, OrtException {
        List<String> all = ScaleCommand.texts(data.read());
        List<String> texts = all.subList(0, Math.min(count, all.size()));
        System.out.println(Machine.heading("embed FILE --texts " + texts.size() + " --batch " + batch));
        System.out.println();
        try (ValidatingEmbedder ours = new ValidatingEmbedder(MiniLmEmbedder.load());
                PlainOnnx reference = new PlainOnnx(batch)) {
            bulk(ours, reference, texts);
            repeated(ours, texts);
        }
        return 0;
    }

    /** Alternates both, so that other load of the machine affects them equally; the median of the rounds counts. */
    private void bulk(ValidatingEmbedder ours, PlainOnnx reference, List<String> texts) throws OrtException {
        List<String> few = texts.subList(0, Math.min(200, texts.size()));
        double apart = apart(ours.embed(few), reference.embed(few));
        double[] our = new double[rounds];
        double[] plain = new double[rounds];
        double[] ratios = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            ours.embed(texts);
            long middle = System.nanoTime();
            reference.embed(texts);
            our[round] = texts.size() * 1e9 / (middle - start);
            plain[round] = texts.size() * 1e9 / (System.nanoTime() - middle);
            ratios[round] = our[round] / plain[round];
        }
        System.out.println("| texts | Memoir, texts a second | plain ONNX Runtime, one session on all cores | ratio |");
        System.out.println("|---|---|---|---|");
        System.out.printf(
                Locale.ROOT,
                "| %d | %.0f | %.0f | %.2f |%n%n",
                texts.size(),
                median(our),
                median(plain),
                median(ratios));
        System.out.printf(
                Locale.ROOT,
                "Medians of %d alternating rounds, tokenising and pooling included. The vectors are equal: no cosine is"
                        + " below %.5f.%n%n",
                rounds,
                apart);
    }

    private static void repeated(ValidatingEmbedder ours, List<String> texts) {
        Latencies first = new Latencies();
        Latencies again = new Latencies();
        for (String text : texts.subList(0, Math.min(300, texts.size()))) {
            first.time(() -> ours.embedQuery(text));
            again.time(() -> ours.embedQuery(text));
        }
        System.out.println("a question for the first time: " + first.summary());
        System.out.println("the same question again:       " + again.summary());
    }

    private static double apart(List<float[]> some, List<float[]> others) {
        double least = 1;
        for (int i = 0; i < some.size(); i++) {
            double cosine = 0;
            for (int j = 0; j < some.get(i).length; j++) {
                cosine += some.get(i)[j] * others.get(i)[j];
            }
            least = Math.min(least, cosine);
        }
        return least;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
