// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import dev.memoir.testing.evaluation.ContextTable;
import dev.memoir.testing.evaluation.EvaluatedChat;
import dev.memoir.testing.evaluation.Latencies;
import dev.memoir.testing.evaluation.RecallTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code ./memoir bench locomo}. */
@Command(
        name = "locomo",
        description =
                "Measure recall of LoCoMo's evidence turns, the value of each signal, and the latency of a search.",
        sortOptions = false)
final class LocomoCommand implements Callable<Integer> {

    /** The number of warm-up rounds: the compiler needs some thousand calls. */
    private static final int WARM_UP = 5;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final DataSet data = new DataSet();

    @Option(
            names = "--facts",
            description = "Add the observations of the data set as facts, which vote for their turns.")
    private boolean facts;

    @Option(names = "--json", paramLabel = "OUT", description = "Also write the figures to this file, as JSON.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException {
        Path folder = json == null ? null : json.toAbsolutePath().getParent();
        if (json != null && (folder == null || !Files.isDirectory(folder))) {
            // Checked before measuring for minutes.
            throw new ParameterException(spec.commandLine(), "There is no folder for " + json + ".");
        }
        List<EvaluatedChat> conversations = data.read();
        LocomoObservations observations = facts ? LocomoObservations.read(data.file()) : LocomoObservations.NONE;
        Path directory = Files.createTempDirectory("memoir-locomo");
        try (RecallRun run = new RecallRun(directory)) {
            LocomoResult result = measure(run, conversations, observations);
            result.print(System.out);
            if (json != null) {
                result.write(json);
            }
        } finally {
            TemporaryFolders.delete(directory);
        }
        return 0;
    }

    private LocomoResult measure(RecallRun run, List<EvaluatedChat> conversations, LocomoObservations observations) {
        long start = System.nanoTime();
        int turns = run.ingest(conversations);
        double seconds = (System.nanoTime() - start) / 1e9;
        List<QuestionSignals> before = List.of();
        int learned = 0;
        if (facts) {
            before = run.evidence(conversations, SignalTables.even());
            learned = run.learn(
                    conversations.stream().collect(Collectors.toMap(Function.identity(), observations::facts)));
        }
        // The first round embeds the questions; from the second on their embeddings are cached.
        Latencies embedding = new Latencies();
        run.time(conversations, embedding);
        RecallTable recall = new RecallTable();
        RecallTable sessions = new RecallTable();
        run.rank(conversations, recall, sessions);
        for (int round = 0; round < WARM_UP; round++) {
            run.time(conversations, new Latencies());
        }
        Latencies searching = new Latencies();
        run.time(conversations, searching);
        ContextTable contexts = new ContextTable();
        run.pack(conversations, contexts);
        SignalTables signals = new SignalTables(run.evidence(conversations, SignalTables.even()), before);
        return new LocomoResult(
                Machine.heading(facts ? "locomo FILE --facts" : "locomo FILE"),
                turns,
                conversations.size(),
                seconds,
                learned,
                recall,
                sessions,
                contexts,
                signals.ablation(),
                signals.leaveOneOut(),
                signals.fitted(),
                embedding,
                searching);
    }
}
