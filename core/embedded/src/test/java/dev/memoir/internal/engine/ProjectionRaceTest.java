// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.memoir.AddRequest;
import dev.memoir.ItemType;
import dev.memoir.LongTermMemory;
import dev.memoir.MemoryIndexException;
import dev.memoir.Scope;
import dev.memoir.SearchHit;
import dev.memoir.SearchRequest;
import dev.memoir.Turn;
import dev.memoir.index.lucene.LuceneIndex;
import dev.memoir.internal.concurrent.InterruptGuard;
import dev.memoir.testing.WordEmbedder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Writers, searches, forgets, the follower and the end of a memory meet at one index that fails now and then. */
@Timeout(120)
class ProjectionRaceTest {

    private static final Scope ZOE = Scope.user("zoe");
    private static final int WRITERS = 4;
    private static final int TURNS = 40;

    /** Fewer, because each of them scrubs the ledger's files. */
    private static final int FORGETS = 5;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final List<WatchedIndex> opened = new ArrayList<>();

    @TempDir
    private Path directory;

    private LongTermMemory open() {
        return LongTermMemory.builder()
                .directory(directory)
                .embedder(new WordEmbedder())
                .index(dimension -> {
                    WatchedIndex index = new WatchedIndex(LuceneIndex.open(directory.resolve("own"), dimension));
                    opened.add(index);
                    return index;
                })
                .open();
    }

    private WatchedIndex index() {
        return opened.get(opened.size() - 1);
    }

    private Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setUncaughtExceptionHandler((failed, failure) -> failures.add(failure));
        thread.start();
        return thread;
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void assertThatNothingWasBreached() {
        assertThat(failures).isEmpty();
        assertThat(opened).allSatisfy(index -> assertThat(index.breaches).isEmpty());
    }

    /** Searches for everything at once, so that an item that was lost or is there twice is seen. */
    private static List<String> found(LongTermMemory memory, Scope scope, String words) {
        return memory
                .search(SearchRequest.builder(scope, words)
                        .types(ItemType.TURN)
                        .limit(1_000)
                        .tokenBudget(0)
                        .build())
                .hits()
                .stream()
                .map(SearchHit::item)
                .map(item -> item.text())
                .toList();
    }

    @Test
    void what_several_threads_write_to_a_failing_index_is_applied_once_and_in_order() throws Exception {
        Set<String> written = ConcurrentHashMap.newKeySet();
        try (LongTermMemory memory = open()) {
            index().failsBefore = attempt -> attempt % 3 == 1;
            index().failsAfter = attempt -> attempt % 5 == 2;
            List<Thread> threads = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                threads.add(start("writer", () -> {
                    for (int i = 0; i < TURNS; i++) {
                        String text = "lamp " + number + "x" + i;
                        memory.add(ZOE, Turn.user(text));
                        written.add(text);
                    }
                }));
            }
            join(threads);
            index().failsBefore = attempt -> false;
            index().failsAfter = attempt -> false;
            await().atMost(PATIENCE).until(() -> memory.status().indexLag() == 0);
            assertThat(memory.status().indexFailure()).isNull();
            assertThat(written).hasSize(WRITERS * TURNS);
            assertThat(found(memory, ZOE, "lamp")).containsExactlyInAnyOrderElementsOf(written);
            assertThat(memory.stats(ZOE).turns()).isEqualTo(written.size());
        }
        assertThatNothingWasBreached();
        try (LongTermMemory again = open()) {
            assertThat(found(again, ZOE, "lamp")).containsExactlyInAnyOrderElementsOf(written);
        }
        assertThatNothingWasBreached();
    }

    @Test
    void the_first_of_the_writers_that_wait_applies_the_changes_of_all() throws Exception {
        CountDownLatch applying = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        try (LongTermMemory memory = open()) {
            WatchedIndex index = index();
            index.beforeApplying = () -> {
                applying.countDown();
                LockWait.await30(released);
            };
            List<Thread> threads = new ArrayList<>();
            threads.add(start("first", () -> memory.add(ZOE, Turn.user("lamp 0"))));
            LockWait.await30(applying);
            int before = index.positions();
            for (int i = 1; i <= WRITERS; i++) {
                String text = "lamp " + i;
                threads.add(start("writer", () -> {
                    memory.add(ZOE, Turn.user(text));
                    assertThat(found(memory, ZOE, "lamp")).contains(text);
                }));
            }
            for (Thread writer : threads.subList(1, threads.size())) {
                LockWait.untilHeldUp(writer, IndexProjector.class);
            }
            released.countDown();
            join(threads);
            assertThat(found(memory, ZOE, "lamp")).hasSize(WRITERS + 1);
            assertThat(index.positions() - before)
                    .as("attempts of all who waited")
                    .isOne();
        }
        assertThatNothingWasBreached();
    }

    @Test
    void what_is_forgotten_is_never_found_and_leaves_an_index_that_failed_meanwhile() throws Exception {
        Set<String> forgotten = ConcurrentHashMap.newKeySet();
        try (LongTermMemory memory = open()) {
            index().failsBefore = attempt -> attempt % 3 == 1;
            List<Thread> threads = new ArrayList<>();
            for (int guest = 0; guest < WRITERS; guest++) {
                Scope scope = Scope.user("guest-" + guest);
                threads.add(start("guest", () -> {
                    for (int i = 0; i < FORGETS; i++) {
                        forgotten.addAll(memory.add(scope, Turn.user("lamp " + i)).turns().stream()
                                .map(turn -> turn.id())
                                .toList());
                        try {
                            memory.forget(scope);
                        } catch (MemoryIndexException e) {
                            // The ledger has forgotten, and the index could not be cleared now.
                            assertThat(memory.stats(scope).turns()).isZero();
                        }
                        assertThat(found(memory, scope, "lamp")).isEmpty();
                    }
                }));
            }
            join(threads);
            index().failsBefore = attempt -> false;
            await().atMost(PATIENCE).until(() -> memory.status().indexLag() == 0);
            assertThat(forgotten).hasSize(WRITERS * FORGETS);
            assertThat(index().destroyed()).containsExactlyInAnyOrderElementsOf(forgotten);
        }
        assertThatNothingWasBreached();
    }

    @Test
    void a_memory_that_is_closed_while_it_catches_up_waits_for_the_batch_and_loses_nothing() throws Exception {
        CountDownLatch applying = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        LongTermMemory memory = open();
        WatchedIndex index = index();
        index.failsBefore = attempt -> true;
        memory.add(AddRequest.builder(ZOE)
                .turns(IntStream.range(0, TURNS)
                        .mapToObj(i -> Turn.user("lamp " + i))
                        .toList())
                .build());
        index.beforeApplying = () -> {
            applying.countDown();
            LockWait.await30(released);
        };
        index.failsBefore = attempt -> false;
        LockWait.await30(applying);
        Thread closer = start("closer", memory::close);
        LockWait.untilHeldUp(closer, InterruptGuard.class, IndexRuntime.class);
        assertThat(closer.isAlive()).as("waits for the batch").isTrue();
        assertThat(index.closed()).isFalse();
        released.countDown();
        closer.join();
        assertThat(index.closed()).isTrue();
        assertThatNothingWasBreached();
        try (LongTermMemory again = open()) {
            assertThat(again.status().indexLag()).isZero();
            assertThat(found(again, ZOE, "lamp")).hasSize(TURNS).doesNotHaveDuplicates();
        }
        assertThatNothingWasBreached();
    }
}
