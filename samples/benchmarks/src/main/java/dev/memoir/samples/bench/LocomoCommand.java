package dev.memoir.samples.bench;

import dev.memoir.LongTermMemory;
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
@Command(name = "locomo", description = "Recall of LoCoMo's evidence turns, and the time of a search.")
final class LocomoCommand implements Callable<Integer> {

    @Option(names = "--data", description = "The data set (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("../shared/data/locomo-dev.json");

    @Override
    public Integer call() throws IOException {
        if (!Files.isReadable(data)) {
            System.err.println("There is no LoCoMo data at " + data + ". Name the file: --data FILE.");
            return 2;
        }
        Path directory = Files.createTempDirectory("memoir-locomo");
        try (LongTermMemory memory = LongTermMemory.open(directory)) {
            measure(new LocomoRun(memory), Locomo.read(data), System.out);
        } finally {
            Directories.delete(directory);
        }
        return 0;
    }

    private static void measure(LocomoRun run, List<Conversation> conversations, PrintStream out) {
        long start = System.nanoTime();
        int turns = run.ingest(conversations);
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf(
                "%d turns of %d conversations added in %.1f s (%.0f a second, embedded)%n%n",
                turns, conversations.size(), seconds, turns / seconds);
        // The first round embeds the questions; by the second their embeddings are known.
        Latencies embedding = new Latencies();
        run.time(conversations, embedding);
        RecallTable table = new RecallTable();
        run.rank(conversations, table);
        Latencies searching = new Latencies();
        run.time(conversations, searching);
        table.print(out);
        out.println();
        out.println("search with embedding the question:    " + embedding.summary());
        out.println("search without embedding the question: " + searching.summary());
    }
}
