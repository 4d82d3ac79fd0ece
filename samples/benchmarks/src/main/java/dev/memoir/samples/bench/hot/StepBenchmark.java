package dev.memoir.samples.bench.hot;

import dev.memoir.Recalled;
import dev.memoir.index.Candidate;
import dev.memoir.index.ItemRef;
import dev.memoir.recall.ContextPacker;
import dev.memoir.recall.TokenCounter;
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

/** What a search is made of. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class StepBenchmark {

    /** Words and vectors of 100 turns. */
    @Benchmark
    public List<Candidate> indexOfSmallScope(Opened opened) {
        return opened.index.search(Opened.query(Sentences.SMALL, true, true));
    }

    /** Words of 20,000 turns. */
    @Benchmark
    public List<Candidate> wordsOfLargeScope(Opened opened) {
        return opened.index.search(Opened.query(Sentences.LARGE, true, false));
    }

    /** Vectors of 20,000 turns. */
    @Benchmark
    public List<Candidate> meaningOfLargeScope(Opened opened) {
        return opened.index.search(Opened.query(Sentences.LARGE, false, true));
    }

    /** Ten turns from SQLite. */
    @Benchmark
    public Map<ItemRef, Recalled> fetchTen(Opened opened) {
        return opened.ledger.fetch(Sentences.SMALL, opened.refs);
    }

    /** Ten turns into 1,000 tokens. */
    @Benchmark
    public ContextPacker.Packed packTen(Opened opened) {
        return ContextPacker.pack(opened.recalled, 1_000);
    }

    /** The tokens of a turn. */
    @Benchmark
    public int countTokens(Opened opened) {
        return TokenCounter.count(opened.text);
    }
}
