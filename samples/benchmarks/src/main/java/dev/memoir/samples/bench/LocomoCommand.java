package dev.memoir.samples.bench;

import dev.memoir.samples.bench.Locomo.Conversation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./memoir bench locomo}. */
@Command(
        name = "locomo",
        description = "Recall of LoCoMo's evidence turns, what each signal is worth, and the time of a search.")
final class LocomoCommand implements Callable<Integer> {

    @Option(names = "--data", description = "The data set (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("../shared/data/locomo-dev.json");

    @Option(names = "--facts", description = "Adds the data set's observations as facts, which vote for their turns.")
    private boolean facts;

    /** Rounds before searches are timed: the compiler needs some thousand calls. */
    private static final int WARM_UP = 5;

    @Override
    public Integer call() throws IOException {
        if (!Files.isReadable(data)) {
            System.err.println("There is no LoCoMo data at " + data + ". Name the file: --data FILE.");
            return 2;
        }
        Path directory = Files.createTempDirectory("memoir-locomo");
        try (LocomoRun run = new LocomoRun(directory)) {
            measure(run, Locomo.read(data), System.out);
        } finally {
            Directories.delete(directory);
        }
        return 0;
    }

    private void measure(LocomoRun run, List<Conversation> conversations, PrintStream out) {
        out.println(Machine.heading(facts ? "locomo --facts" : "locomo"));
        long start = System.nanoTime();
        int turns = run.ingest(conversations);
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf(
                "%d turns of %d conversations added in %.1f s (%.0f a second, embedded)%n",
                turns, conversations.size(), seconds, turns / seconds);
        List<Evidence> before = List.of();
        if (facts) {
            before = run.evidence(conversations, SignalTables.even());
            out.printf("%d facts%n", run.learn(conversations));
        }
        out.println();
        // The first round embeds the questions; by the second their embeddings are known.
        Latencies embedding = new Latencies();
        run.time(conversations, embedding);
        RecallTable recall = new RecallTable();
        run.rank(conversations, recall);
        for (int round = 0; round < WARM_UP; round++) {
            run.time(conversations, new Latencies());
        }
        Latencies searching = new Latencies();
        run.time(conversations, searching);
        recall.print(out);
        out.println();
        ContextTable contexts = new ContextTable();
        run.pack(conversations, contexts);
        contexts.print(out);
        out.println();
        SignalTables signals = new SignalTables(run.evidence(conversations, SignalTables.even()), before);
        signals.ablation(out);
        out.println();
        signals.leaveOneOut(out);
        out.println();
        out.println("search with embedding the question:    " + embedding.summary());
        out.println("search without embedding the question: " + searching.summary());
    }
}
