// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import static dev.memoir.testing.contract.Batches.NOW;
import static dev.memoir.testing.contract.Batches.SPACE;
import static dev.memoir.testing.contract.Batches.keyed;
import static dev.memoir.testing.contract.Batches.memories;
import static dev.memoir.testing.contract.Batches.newId;
import static dev.memoir.testing.contract.Batches.turns;
import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.ListRequest;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryUpdate;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.UuidV7Generator;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.WriteResult;
import dev.memoir.ledger.jdbc.sqlite.SqliteDialect;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ledgers with separate connections to one file: SQLite's locks treat them like separate processes. */
class SqliteSharingTest {

    private static final Scope ZOE = Scope.user("zoe");

    @TempDir
    Path directory;

    private Ledger open() {
        return JdbcLedger.sqlite(directory.resolve("ledger.db"), new UuidV7Generator(Clock.systemUTC()));
    }

    @Test
    void two_ledgers_on_one_file_store_a_common_request_once_and_number_turns_without_gaps() throws Exception {
        try (Ledger one = open();
                Ledger two = open()) {
            List<WriteResult> keyed = tenTimes(List.of(one, two, one, two), (ledger, i) -> {
                ledger.items().add(turns(ZOE, "main", "own"));
                return ledger.items().add(keyed(turns(ZOE, "main", "same " + i), "key " + i, "hash"));
            });

            assertThat(keyed).filteredOn(result -> !result.replayed()).hasSize(10);
            assertThat(two.id()).isEqualTo(one.id());
            assertThat(two.items().turns(ListRequest.builder(ZOE).build()).items())
                    .extracting(StoredTurn::sequence)
                    .containsExactlyElementsOf(LongStream.range(0, 50).boxed().toList());
        }
    }

    @Test
    void two_ledgers_on_one_file_lose_no_update() throws Exception {
        try (Ledger one = open();
                Ledger two = open()) {
            String id =
                    one.items().add(memories(ZOE, "start")).memories().get(0).id();

            List<String> texts = tenTimes(List.of(one, two), (ledger, i) -> {
                String text = newId();
                return ledger.items()
                        .update(ZOE, id, MemoryUpdate.text(text), null, SPACE, newId(), NOW)
                        .orElseThrow()
                        .text();
            });

            List<MemoryEvent> history = two.items().history(ZOE, id);
            assertThat(history)
                    .extracting(MemoryEvent::newText)
                    .contains("start")
                    .containsAll(texts);
            for (int i = 1; i < history.size(); i++) {
                assertThat(history.get(i).oldText())
                        .isEqualTo(history.get(i - 1).newText());
            }
        }
    }

    /** Does something ten times with each of the ledgers, in threads that start at once. */
    private static <T> List<T> tenTimes(List<Ledger> ledgers, BiFunction<Ledger, Integer, T> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(ledgers.size());
        List<Callable<List<T>>> calls = new ArrayList<>();
        for (Ledger ledger : ledgers) {
            calls.add(() -> {
                start.await();
                List<T> results = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    results.add(work.apply(ledger, i));
                }
                return results;
            });
        }
        ExecutorService executor = Executors.newFixedThreadPool(ledgers.size());
        try {
            List<T> all = new ArrayList<>();
            for (Future<List<T>> done : executor.invokeAll(calls)) {
                all.addAll(done.get());
            }
            return all;
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void readers_do_not_wait_for_a_writer() {
        LedgerDatabase store = LedgerDatabase.open(
                new SqliteDialect(directory.resolve("ledger.db")), new UuidV7Generator(Clock.systemUTC()));
        try (Ledger ledger = new JdbcLedger(store)) {
            ledger.items().add(turns(ZOE, "main", "committed"));
            long seenMeanwhile = store.write(handle -> {
                handle.execute("DELETE FROM turn");
                return ledger.items().stats(ZOE).turns();
            });
            assertThat(seenMeanwhile).isEqualTo(1);
            assertThat(ledger.items().stats(ZOE).turns()).isZero();
        }
    }
}
