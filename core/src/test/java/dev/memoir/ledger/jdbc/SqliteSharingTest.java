package dev.memoir.ledger.jdbc;

import static dev.memoir.ledger.Batches.keyed;
import static dev.memoir.ledger.Batches.turns;
import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.AddResult;
import dev.memoir.ListRequest;
import dev.memoir.RecordedTurn;
import dev.memoir.Scope;
import dev.memoir.UuidV7;
import dev.memoir.ledger.Ledger;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ledgers with connections of their own on one file: to SQLite's locks they are what processes are. */
class SqliteSharingTest {

    private static final Scope ZOE = Scope.user("zoe");

    @TempDir
    Path directory;

    private Ledger open() {
        return JdbcLedger.sqlite(directory.resolve("ledger.db"), new UuidV7(Clock.systemUTC()));
    }

    @Test
    void twoLedgersOnOneFileStoreOnceWhatBothAddAndNumberTurnsWithoutGaps() throws Exception {
        try (Ledger one = open();
                Ledger two = open()) {
            CyclicBarrier start = new CyclicBarrier(4);
            List<Callable<List<AddResult>>> calls = new ArrayList<>();
            for (Ledger ledger : List.of(one, two, one, two)) {
                calls.add(() -> {
                    start.await();
                    List<AddResult> results = new ArrayList<>();
                    for (int i = 0; i < 10; i++) {
                        results.add(ledger.add(keyed(turns(ZOE, "main", "same " + i), "key " + i, "hash")));
                        ledger.add(turns(ZOE, "main", "own"));
                    }
                    return results;
                });
            }
            ExecutorService executor = Executors.newFixedThreadPool(4);
            List<AddResult> keyed = new ArrayList<>();
            for (Future<List<AddResult>> done : executor.invokeAll(calls)) {
                keyed.addAll(done.get());
            }
            executor.shutdown();

            assertThat(keyed).filteredOn(result -> !result.replayed()).hasSize(10);
            assertThat(two.id()).isEqualTo(one.id());
            assertThat(two.turns(ListRequest.of(ZOE).build()).items())
                    .extracting(RecordedTurn::sequence)
                    .containsExactlyElementsOf(LongStream.range(0, 50).boxed().toList());
        }
    }

    @Test
    void readersDoNotWaitForAWriter() {
        SqliteStore store = SqliteStore.open(directory.resolve("ledger.db"));
        try (Ledger ledger = new JdbcLedger(store, new UuidV7(Clock.systemUTC()))) {
            ledger.add(turns(ZOE, "main", "committed"));
            long seenMeanwhile = store.write(handle -> {
                handle.execute("DELETE FROM turn");
                return ledger.stats(ZOE).turns();
            });
            assertThat(seenMeanwhile).isEqualTo(1);
            assertThat(ledger.stats(ZOE).turns()).isZero();
        }
    }
}
