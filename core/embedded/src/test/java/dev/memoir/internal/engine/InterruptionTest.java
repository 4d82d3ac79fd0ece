// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.memoir.AddRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.MemoirException;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.Turn;
import dev.memoir.embed.Embedder;
import dev.memoir.index.pgvector.PgVectorIndex;
import dev.memoir.ledger.jdbc.PostgresLedger;
import dev.memoir.testing.WordEmbedder;
import dev.memoir.testing.server.NeedsServer;
import dev.memoir.testing.server.TestDatabase;
import dev.memoir.testing.server.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applications interrupt the threads that call the memory: a cancelled future, a request that took too long. */
class InterruptionTest {

    private static final Scope ZOE = Scope.user("zoe");
    private static final int THREADS = 4;
    private static final int CALLS = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Set<String> stored = ConcurrentHashMap.newKeySet();
    private final Queue<Throwable> unexpected = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path directory;

    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    private LongTermMemory open() {
        return LongTermMemory.builder()
                .directory(directory)
                .embedder(new WordEmbedder())
                .open();
    }

    @Test
    void a_thread_that_is_interrupted_writes_searches_and_forgets_and_stays_interrupted() {
        try (LongTermMemory memory = open()) {
            Thread.currentThread().interrupt();
            memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon."));
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            assertThat(memory.search(ZOE, "Where does my sister live?").context())
                    .contains("Lisbon");
            assertThat(memory.status().indexLag()).isZero();
            assertThat(memory.forget(ZOE).isEmpty()).isFalse();
            assertThat(memory.search(ZOE, "Where does my sister live?").hits()).isEmpty();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        }
    }

    @Test
    void a_memory_that_an_interrupted_thread_closes_is_complete_when_it_is_opened_again() {
        LongTermMemory memory = open();
        memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon."));
        Thread.currentThread().interrupt();
        memory.close();
        assertThat(Thread.interrupted()).isTrue();
        try (LongTermMemory again = open()) {
            assertThat(again.status().indexLag()).isZero();
            assertThat(again.search(ZOE, "Where does my sister live?").context())
                    .contains("Lisbon");
        }
    }

    @Test
    void what_an_interrupted_embedder_left_out_is_embedded_without_another_write() throws Exception {
        SleepyEmbedder embedder = new SleepyEmbedder();
        try (LongTermMemory memory =
                LongTermMemory.builder().directory(directory).embedder(embedder).open()) {
            Thread.currentThread().interrupt();
            memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon."));
            assertThat(Thread.interrupted())
                    .as("kept, though the embedder cleared it")
                    .isTrue();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(embedder.embedded).contains("My sister Ana moved to Lisbon."));
        }
    }

    /** Waits, as for a network, and loses the interrupt flag when it is interrupted. */
    private static final class SleepyEmbedder implements Embedder {

        private final WordEmbedder words = new WordEmbedder();
        private final Set<String> embedded = ConcurrentHashMap.newKeySet();

        @Override
        public String id() {
            return "sleepy";
        }

        @Override
        public int dimension() {
            return words.dimension();
        }

        @Override
        public List<float[]> embed(List<String> texts) {
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            embedded.addAll(texts);
            return words.embed(texts);
        }
    }

    @Test
    void interrupts_at_any_moment_cost_at_most_the_calls_that_they_hit() throws Exception {
        try (LongTermMemory memory = open()) {
            interruptAtRandom(memory);
            assertThatAllIsWell(memory);
        }
        try (LongTermMemory again = open()) {
            assertThat(again.status().indexLag()).isZero();
        }
    }

    @Test
    void cancelled_futures_cost_at_most_their_own_calls() throws Exception {
        try (LongTermMemory memory = open()) {
            cancelAtRandom(memory);
            assertThatAllIsWell(memory);
        }
    }

    @Test
    @NeedsServer(TestServer.POSTGRES)
    void neither_do_they_cost_more_in_postgresql() throws Exception {
        try (TestDatabase database = new TestDatabase()) {
            try (LongTermMemory memory = LongTermMemory.builder()
                    .ledger(PostgresLedger.builder(database.source())
                            .schema(database.schema())
                            .build())
                    .index(PgVectorIndex.builder(database.source())
                            .schema(database.schema())
                            .build())
                    .embedder(new WordEmbedder())
                    .open()) {
                interruptAtRandom(memory);
                cancelAtRandom(memory);
                assertThatAllIsWell(memory);
            }
        }
    }

    private void interruptAtRandom(LongTermMemory memory) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            threads.add(new Thread(() -> {
                for (int call = 0; call < CALLS; call++) {
                    call(memory, number, call);
                    Thread.interrupted();
                }
            }));
        }
        threads.forEach(Thread::start);
        Random random = new Random(7);
        while (threads.stream().anyMatch(Thread::isAlive)) {
            threads.get(random.nextInt(THREADS)).interrupt();
            Thread.sleep(0, random.nextInt(900_000));
        }
    }

    private void cancelAtRandom(LongTermMemory memory) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            for (int call = 0; call < CALLS; call++) {
                int number = call;
                List<Future<?>> futures = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    int thread = i + THREADS;
                    futures.add(pool.submit(() -> call(memory, thread, number)));
                }
                Thread.sleep(ThreadLocalRandom.current().nextInt(4));
                futures.forEach(future -> future.cancel(true));
            }
        } finally {
            pool.shutdown();
            assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** One of the calls of an application; it may fail, but only as documented. */
    private void call(LongTermMemory memory, int thread, int call) {
        String text = "I own lamp " + thread + "-" + call + ".";
        try {
            if (call % 10 == 9) {
                memory.forget(Scope.user("guest-" + thread));
            } else if (call % 3 == 2) {
                memory.search(
                        SearchRequest.builder(ZOE, "Which lamps do I own?").build());
            } else if (call % 3 == 1) {
                memory.add(Scope.user("guest-" + thread), Turn.user(text));
            } else {
                memory.add(
                        AddRequest.builder(ZOE).conversation("lamps").text(text).build());
                stored.add(text);
            }
        } catch (MemoirException e) {
            assertThat(e).hasMessageNotContaining("lamp");
        } catch (RuntimeException | Error e) {
            unexpected.add(e);
        }
    }

    private void assertThatAllIsWell(LongTermMemory memory) {
        assertThat(unexpected).isEmpty();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(memory.status().indexLag()).as("lag").isZero());
        assertThat(stored).isNotEmpty();
        memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon."));
        assertThat(memory.status().indexLag()).isZero();
        assertThat(memory.search(ZOE, "Where does my sister live?").context()).contains("Lisbon");
        for (String text : stored) {
            assertThat(memory.search(SearchRequest.builder(ZOE, text).limit(500).build())
                            .hits())
                    .as(text)
                    .extracting(hit -> hit.item().text())
                    .contains(text);
        }
        memory.forget(ZOE);
        assertThat(memory.search(ZOE, "Where does my sister live?").hits()).isEmpty();
    }
}
