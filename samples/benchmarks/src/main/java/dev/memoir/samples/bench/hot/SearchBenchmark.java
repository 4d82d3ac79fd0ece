// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench.hot;

import dev.memoir.SearchRequest;
import dev.memoir.SearchResult;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** Measures a search with an application's settings and a known embedding. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class SearchBenchmark {

    /** Searches 100 turns. */
    @Benchmark
    public SearchResult smallScope(BenchmarkMemory remembered) {
        return remembered.memory.search(BenchmarkCorpus.SMALL, BenchmarkCorpus.QUESTION);
    }

    /** Searches 20,000 turns. */
    @Benchmark
    public SearchResult largeScope(BenchmarkMemory remembered) {
        return remembered.memory.search(BenchmarkCorpus.LARGE, BenchmarkCorpus.QUESTION);
    }

    /** Searches without packing a context. */
    @Benchmark
    public SearchResult smallScopeWithoutContext(BenchmarkMemory remembered) {
        return remembered.memory.search(SearchRequest.builder(BenchmarkCorpus.SMALL, BenchmarkCorpus.QUESTION)
                .tokenBudget(0)
                .build());
    }
}
