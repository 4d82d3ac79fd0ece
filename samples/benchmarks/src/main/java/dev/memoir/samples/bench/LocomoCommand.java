package dev.memoir.samples.bench;

import dev.memoir.AddRequest;
import dev.memoir.AddResult;
import dev.memoir.ItemType;
import dev.memoir.LongTermMemory;
import dev.memoir.Recollection;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.samples.bench.Locomo.Conversation;
import dev.memoir.samples.bench.Locomo.Question;
import dev.memoir.samples.bench.Locomo.Said;
import dev.memoir.samples.bench.Locomo.Session;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How much of LoCoMo's evidence a search finds, and how fast: the public API on real input, all users in one memory. */
@Command(name = "locomo", description = "Recall of LoCoMo's evidence turns, and the time of a search.")
final class LocomoCommand implements Callable<Integer> {

    @Option(names = "--data", description = "The data set (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("../shared/data/locomo-dev.json");

    private final PrintStream out = System.out;

    /** The dialog id of every turn, by the id it got here. */
    private final Map<String, String> dialogIds = new HashMap<>();

    @Override
    public Integer call() throws IOException {
        if (!Files.isReadable(data)) {
            System.err.println("There is no LoCoMo data at " + data + ". Name the file: --data FILE.");
            return 2;
        }
        Path directory = Files.createTempDirectory("memoir-locomo");
        try (LongTermMemory memory = LongTermMemory.open(directory)) {
            List<Conversation> conversations = Locomo.read(data);
            ingest(memory, conversations);
            ask(memory, conversations);
        } finally {
            Directories.delete(directory);
        }
        return 0;
    }

    private void ingest(LongTermMemory memory, List<Conversation> conversations) {
        long start = System.nanoTime();
        for (Conversation conversation : conversations) {
            for (Session session : conversation.sessions()) {
                AddResult added = memory.add(AddRequest.of(scope(conversation))
                        .conversation(session.name())
                        .turns(session.turns().stream().map(Said::turn).toList())
                        .build());
                for (int i = 0; i < session.turns().size(); i++) {
                    dialogIds.put(
                            added.turns().get(i).id(), session.turns().get(i).dialogId());
                }
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf(
                Locale.ROOT,
                "%d turns of %d conversations added in %.1f s (%.0f a second, embedded)%n%n",
                dialogIds.size(),
                conversations.size(),
                seconds,
                dialogIds.size() / seconds);
    }

    /** Three times: the first embeds the questions, the second warms up, the third is timed without an embedding. */
    private void ask(LongTermMemory memory, List<Conversation> conversations) {
        RecallTable table = new RecallTable();
        Latencies embedding = new Latencies();
        Latencies searching = new Latencies();
        for (Conversation conversation : conversations) {
            for (Question question : conversation.questions()) {
                SearchRequest deep = request(conversation, question, RecallTable.depth(), 0);
                SearchRequest usual = request(
                        conversation, question, SearchRequest.DEFAULT_LIMIT, SearchRequest.DEFAULT_TOKEN_BUDGET);
                embedding.time(() -> memory.search(usual));
                table.add(question, ranked(memory.search(deep)));
                searching.time(() -> memory.search(usual));
            }
        }
        table.print(out);
        out.println();
        out.println("search with embedding the question:    " + embedding.summary());
        out.println("search without embedding the question: " + searching.summary());
    }

    private static SearchRequest request(Conversation conversation, Question question, int limit, int tokens) {
        return SearchRequest.of(scope(conversation), question.text())
                .types(ItemType.TURN)
                .limit(limit)
                .tokenBudget(tokens)
                .build();
    }

    private List<String> ranked(Recollection recollection) {
        return recollection.hits().stream()
                .map(hit -> dialogIds.getOrDefault(hit.item().id(), ""))
                .toList();
    }

    private static Scope scope(Conversation conversation) {
        return Scope.user(conversation.id());
    }
}
