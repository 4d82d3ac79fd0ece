// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench.hot;

import dev.memoir.Filter;
import dev.memoir.ItemType;
import dev.memoir.LongTermMemory;
import dev.memoir.MemoryItem;
import dev.memoir.Scope;
import dev.memoir.SearchHit;
import dev.memoir.UuidV7Generator;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.ItemRef;
import dev.memoir.index.QueryHints;
import dev.memoir.index.lucene.LuceneIndex;
import dev.memoir.ledger.jdbc.JdbcLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** JMH state: the index and the ledger of a memory, opened separately. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
public class BenchmarkStores {

    private static final float[] VECTOR =
            new HashedWords().embed(List.of(BenchmarkCorpus.QUESTION)).get(0);

    private @Nullable Path directory;

    LuceneIndex index;
    JdbcLedger ledger;
    List<MemoryItem> recalled;
    List<ItemRef> refs;
    String text;

    /** Fills a memory, and opens its parts. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        Path folder = Files.createTempDirectory("memoir-jmh");
        directory = folder;
        try (LongTermMemory memory = BenchmarkCorpus.remembered(folder)) {
            List<SearchHit> hits = memory.search(BenchmarkCorpus.SMALL, BenchmarkCorpus.QUESTION)
                    .hits();
            recalled = hits.stream().map(SearchHit::item).toList();
        }
        refs = recalled.stream()
                .map(item -> new ItemRef(ItemType.TURN, item.id()))
                .toList();
        text = recalled.get(0).text();
        index = LuceneIndex.open(folder.resolve("index"), VECTOR.length);
        ledger = JdbcLedger.sqlite(folder.resolve("ledger.db"), new UuidV7Generator(InstantSource.system()));
    }

    @SuppressWarnings("NullAway") // for a compiled constructor it does not recognise that the array may be null
    static IndexQuery query(Scope scope, boolean words, boolean meaning) {
        return new IndexQuery(
                scope,
                words ? BenchmarkCorpus.QUESTION : "?",
                meaning ? unit() : null,
                QueryHints.NONE,
                200,
                Set.of(ItemType.TURN),
                Set.of(),
                null,
                Filter.all(),
                null);
    }

    private static float[] unit() {
        double squares = 0;
        for (float value : VECTOR) {
            squares += value * value;
        }
        float[] unit = VECTOR.clone();
        for (int i = 0; i < unit.length; i++) {
            unit[i] /= (float) Math.sqrt(squares);
        }
        return unit;
    }

    /** Closes and removes both. */
    @TearDown(Level.Trial)
    public void close() throws IOException {
        index.close();
        ledger.close();
        if (directory != null) {
            BenchmarkCorpus.delete(directory);
        }
    }
}
