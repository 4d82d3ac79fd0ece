// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import dev.memoir.embed.ValidatingEmbedder;
import dev.memoir.embed.minilm.MiniLmEmbedder;
import dev.memoir.testing.evaluation.ChatTurn;
import dev.memoir.testing.evaluation.EvaluatedChat;
import dev.memoir.testing.evaluation.EvaluationQuestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code ./memoir bench scale}. */
@Command(name = "scale", description = "Measure ingestion, search, heap and disk for memories of several sizes.")
final class ScaleCommand implements Callable<Integer> {

    @Mixin
    private final DataSet data = new DataSet();

    @Option(
            names = "--sizes",
            split = ",",
            description = "Numbers of turns, 100 per user, such as 10k or 1M (default: ${DEFAULT-VALUE}).")
    private List<String> sizes = List.of("10k", "100k", "1M");

    @Option(
            names = "--one-scope",
            description = "Number of turns of a single user (default: ${DEFAULT-VALUE}); 0 for none.")
    private String one = "200k";

    @Option(names = "--dir", description = "Directory for temporary memories (default: a temporary folder).")
    private Path directory = Path.of(System.getProperty("java.io.tmpdir"));

    @Override
    public Integer call() throws IOException {
        List<EvaluatedChat> conversations = data.read();
        try (ValidatingEmbedder real = new ValidatingEmbedder(MiniLmEmbedder.load())) {
            ScaleRun run = new ScaleRun(new SyntheticTurns(real, texts(conversations)), questions(conversations));
            System.out.println(
                    Machine.heading("scale FILE --sizes " + String.join(",", sizes) + " --one-scope " + one));
            System.out.println();
            System.out.println(
                    "Turns are synthesised from LoCoMo's: the beginning of one and the end of another, with the"
                            + " mean of their embeddings and noise. Questions are LoCoMo's. Times are of"
                            + " LongTermMemory.search with its default limit and token budget, p50 / p95 / p99 in ms,"
                            + " once the index has merged its segments; the ledger is SQLite, the index Lucene.");
            System.out.println();
            System.out.println(
                    "| memories | users | added a second | search, embedding known | and embedded | heap MB |"
                            + " ledger MB | index MB |");
            System.out.println("|---|---|---|---|---|---|---|---|");
            for (String size : sizes) {
                int memories = number(size);
                row(run, memories, Math.max(1, memories / 100));
            }
            if (number(one) > 0) {
                row(run, number(one), 1);
            }
        }
        return 0;
    }

    private void row(ScaleRun run, int memories, int scopes) throws IOException {
        Path folder = Files.createTempDirectory(directory, "memoir-scale");
        try {
            System.out.println(run.row(folder, memories, scopes));
        } finally {
            TemporaryFolders.delete(folder);
        }
    }

    private static int number(String size) {
        String digits = size.toLowerCase(Locale.ROOT).replace("k", "000").replace("m", "000000");
        return Integer.parseInt(digits);
    }

    static List<String> texts(List<EvaluatedChat> conversations) {
        return conversations.stream()
                .flatMap(conversation -> conversation.sessions().stream())
                .flatMap(session -> session.turns().stream())
                .map(ChatTurn::turn)
                .map(turn -> turn.speaker() + ": " + turn.text())
                .toList();
    }

    static List<String> questions(List<EvaluatedChat> conversations) {
        List<String> questions = new ArrayList<>();
        conversations.forEach(conversation ->
                conversation.questions().stream().map(EvaluationQuestion::text).forEach(questions::add));
        return questions;
    }
}
