// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench.hot;

import dev.memoir.AddRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Fills a memory with a hundred small scopes and a large one. */
final class BenchmarkCorpus {

    /** The number of turns of a small scope. */
    static final int FEW = 100;

    /** The number of turns of the large scope, which is above the limit of exact search. */
    static final int MANY = 20_000;

    static final Scope SMALL = Scope.user("small-7");
    static final Scope LARGE = Scope.user("large");
    static final String QUESTION = "When did word17 go to the word230 with word4 and word1999?";

    private static final int WORDS = 5_000;

    private final Random random = new Random(42);
    private final LongTermMemory memory;

    private BenchmarkCorpus(LongTermMemory memory) {
        this.memory = memory;
    }

    static LongTermMemory remembered(Path directory) {
        LongTermMemory memory = LongTermMemory.builder()
                .directory(directory)
                .embedder(new HashedWords())
                .open();
        BenchmarkCorpus sentences = new BenchmarkCorpus(memory);
        for (int i = 0; i < 100; i++) {
            sentences.add(Scope.user("small-" + i), 0, FEW);
        }
        for (int done = 0; done < MANY; done += 1_000) {
            sentences.add(LARGE, done, 1_000);
        }
        return memory;
    }

    private void add(Scope scope, int from, int count) {
        List<Turn> turns =
                IntStream.range(0, count).mapToObj(i -> Turn.user(sentence())).toList();
        memory.add(
                AddRequest.builder(scope).conversation("c" + from).turns(turns).build());
    }

    /** Generates twenty words, with a frequency distribution as in speech. */
    private String sentence() {
        return IntStream.range(0, 20)
                .mapToObj(i -> "word" + (int) (WORDS * Math.pow(random.nextDouble(), 3)))
                .collect(Collectors.joining(" "));
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
