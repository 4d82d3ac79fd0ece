// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench.hot;

import dev.memoir.LongTermMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** JMH state: a memory to search. */
@State(Scope.Benchmark)
public class BenchmarkMemory {

    private @Nullable Path directory;

    LongTermMemory memory;

    /** Fills the memory. */
    @Setup(Level.Trial)
    public void fill() throws IOException {
        Path folder = Files.createTempDirectory("memoir-jmh");
        directory = folder;
        memory = BenchmarkCorpus.remembered(folder);
    }

    /** Removes the memory. */
    @TearDown(Level.Trial)
    public void remove() throws IOException {
        memory.close();
        if (directory != null) {
            BenchmarkCorpus.delete(directory);
        }
    }
}
