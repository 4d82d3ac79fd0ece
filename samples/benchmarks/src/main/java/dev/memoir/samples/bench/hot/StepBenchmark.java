// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench.hot;

import dev.memoir.MemoryItem;
import dev.memoir.index.Candidate;
import dev.memoir.index.ItemRef;
import dev.memoir.prompt.ContextPacker;
import dev.memoir.prompt.TokenCounter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** Measures the steps of a search. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class StepBenchmark {

    /** Searches words and vectors of 100 turns. */
    @Benchmark
    public List<Candidate> indexOfSmallScope(BenchmarkStores opened) {
        return opened.index.search(BenchmarkStores.query(BenchmarkCorpus.SMALL, true, true));
    }

    /** Searches words of 20,000 turns. */
    @Benchmark
    public List<Candidate> wordsOfLargeScope(BenchmarkStores opened) {
        return opened.index.search(BenchmarkStores.query(BenchmarkCorpus.LARGE, true, false));
    }

    /** Searches vectors of 20,000 turns. */
    @Benchmark
    public List<Candidate> meaningOfLargeScope(BenchmarkStores opened) {
        return opened.index.search(BenchmarkStores.query(BenchmarkCorpus.LARGE, false, true));
    }

    /** Reads ten turns from SQLite. */
    @Benchmark
    public Map<ItemRef, MemoryItem> fetchTen(BenchmarkStores opened) {
        return opened.ledger.items().fetch(BenchmarkCorpus.SMALL, opened.refs);
    }

    /** Packs ten turns into 1,000 tokens. */
    @Benchmark
    public ContextPacker.Packed packTen(BenchmarkStores opened) {
        return ContextPacker.pack(opened.recalled, 1_000);
    }

    /** Counts the tokens of a turn. */
    @Benchmark
    public int countTokens(BenchmarkStores opened) {
        return TokenCounter.count(opened.text);
    }
}
