// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import dev.memoir.AddRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.Turn;
import dev.memoir.testing.evaluation.Latencies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/** Measures one memory of a given size: ingestion and search speed, heap and disk. */
final class ScaleRun {

    /** The number of turns per add: a conversation. */
    private static final int BATCH = 100;

    /** The number of warm-up searches: before, a search takes several times as long. */
    private static final int WARM_UP = 4_000;

    private static final int MEASURED = 2_000;

    /** The number of timed searches: enough for a p99, few enough for a model that takes 10 ms. */
    private static final int EMBEDDED = 300;

    private final SyntheticTurns talk;
    private final List<String> questions;
    private final Random random = new Random(7);

    ScaleRun(SyntheticTurns talk, List<String> questions) {
        this.talk = talk;
        this.questions = questions;
    }

    /** {@return the row of the table} */
    String row(Path directory, int memories, int scopes) {
        try (LongTermMemory memory =
                LongTermMemory.builder().directory(directory).embedder(talk).open()) {
            long start = System.nanoTime();
            fill(memory, memories, scopes);
            double rate = memories / ((System.nanoTime() - start) / 1e9);
            Machine.rest();
            search(memory, scopes, WARM_UP, false);
            Latencies known = search(memory, scopes, MEASURED, false);
            Latencies embedded = search(memory, scopes, EMBEDDED, true);
            return String.format(
                    Locale.ROOT,
                    "| %,d | %,d | %,.0f | %s | %s | %.0f | %.0f | %.0f |",
                    memories,
                    scopes,
                    rate,
                    known.cells(),
                    embedded.cells(),
                    Machine.heap(),
                    megabytes(directory.resolve("ledger.db")),
                    megabytes(directory.resolve("index")));
        }
    }

    private void fill(LongTermMemory memory, int memories, int scopes) {
        int each = Math.max(1, memories / scopes);
        for (int done = 0; done < memories; ) {
            int count = Math.min(BATCH, Math.min(each, memories - done));
            int conversation = done / count;
            memory.add(AddRequest.builder(scope(conversation % scopes))
                    .conversation("c" + conversation)
                    .turns(talk.next(count).stream().map(Turn::user).toList())
                    .build());
            done += count;
        }
    }

    /**
     * @param fresh whether questions are numbered, so that their embeddings are not cached
     */
    private Latencies search(LongTermMemory memory, int scopes, int count, boolean fresh) {
        Latencies latencies = new Latencies();
        for (int i = 0; i < count; i++) {
            String question = questions.get(random.nextInt(questions.size())) + (fresh ? " " + i : "");
            SearchRequest request = SearchRequest.builder(scope(random.nextInt(scopes)), question)
                    .build();
            latencies.time(() -> memory.search(request));
        }
        return latencies;
    }

    private static Scope scope(int number) {
        return Scope.user("user-" + number);
    }

    private static double megabytes(Path place) {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    / 1e6;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
