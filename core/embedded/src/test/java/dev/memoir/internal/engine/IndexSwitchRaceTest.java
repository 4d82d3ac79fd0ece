// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.ItemType;
import dev.memoir.LongTermMemory;
import dev.memoir.ProgressListener;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.SearchResult;
import dev.memoir.Turn;
import dev.memoir.index.MemoryIndexFactory;
import dev.memoir.index.lucene.LuceneIndex;
import dev.memoir.maintenance.ReindexRequest;
import dev.memoir.testing.WordEmbedder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Searches, writes and forgets meet the switch from one index and embedder to the next. */
@Timeout(120)
class IndexSwitchRaceTest {

    private static final Scope ZOE = Scope.user("zoe");
    private static final int SWITCHES = 3;
    private static final int FIRST_TURNS = 30;

    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final List<WatchedIndex> opened = new CopyOnWriteArrayList<>();

    @TempDir
    private Path directory;

    private LongTermMemory open() {
        LongTermMemory memory = LongTermMemory.builder()
                .directory(directory)
                .embedder(new WordEmbedder("first"))
                .index(this::watched)
                .open();
        for (int i = 0; i < FIRST_TURNS; i++) {
            memory.add(ZOE, Turn.user("lamp " + i));
        }
        return memory;
    }

    private WatchedIndex watched(int dimension) {
        WatchedIndex index =
                new WatchedIndex(LuceneIndex.open(directory.resolve("index of " + opened.size()), dimension));
        opened.add(index);
        return index;
    }

    private void switchTo(LongTermMemory memory, String embedder, MemoryIndexFactory index) {
        memory.maintenance()
                .reindex(
                        ReindexRequest.builder()
                                .embedder(new WordEmbedder(embedder))
                                .index(index)
                                .build(),
                        ProgressListener.SILENT);
    }

    private Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setUncaughtExceptionHandler((failed, failure) -> failures.add(failure));
        thread.start();
        return thread;
    }

    private static SearchResult search(LongTermMemory memory, Scope scope, String words) {
        return memory.search(SearchRequest.builder(scope, words)
                .types(ItemType.TURN)
                .limit(1_000)
                .tokenBudget(0)
                .build());
    }

    private static List<String> found(LongTermMemory memory, Scope scope, String words) {
        return search(memory, scope, words).hits().stream()
                .map(hit -> hit.item().text())
                .toList();
    }

    private void assertThatNothingWasBreached() {
        assertThat(failures).isEmpty();
        assertThat(opened).allSatisfy(index -> assertThat(index.breaches).isEmpty());
    }

    @Test
    void nothing_is_lost_doubled_or_remembered_while_indexes_are_switched() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger written = new AtomicInteger(FIRST_TURNS);
        try (LongTermMemory memory = open()) {
            List<Thread> users = new ArrayList<>();
            users.add(start("searcher", () -> {
                while (!over.get()) {
                    int before = written.get();
                    SearchResult result = search(memory, ZOE, "lamp");
                    assertThat(result.notices()).isEmpty();
                    assertThat(result.hits())
                            .extracting(hit -> hit.item().text())
                            .hasSizeGreaterThanOrEqualTo(before)
                            .doesNotHaveDuplicates();
                }
            }));
            users.add(start("writer", () -> {
                while (!over.get()) {
                    String text = "lamp " + written.get();
                    memory.add(ZOE, Turn.user(text));
                    assertThat(found(memory, ZOE, "lamp")).contains(text);
                    written.incrementAndGet();
                }
            }));
            users.add(start("guest", () -> {
                Scope guest = Scope.user("guest");
                while (!over.get()) {
                    memory.add(guest, Turn.user("lamp of a guest"));
                    assertThat(found(memory, guest, "lamp")).hasSize(1);
                    memory.forget(guest);
                    assertThat(found(memory, guest, "lamp")).isEmpty();
                }
            }));
            for (int i = 0; i < SWITCHES; i++) {
                switchTo(memory, "embedder " + i, this::watched);
                assertThat(memory.status().embedderId()).isEqualTo("embedder " + i);
            }
            over.set(true);
            for (Thread user : users) {
                user.join();
            }
            assertThat(memory.status().indexLag()).isZero();
            assertThat(found(memory, ZOE, "lamp")).hasSize(written.get()).doesNotHaveDuplicates();
            assertThat(opened.subList(0, SWITCHES)).allMatch(WatchedIndex::closed);
        }
        assertThat(opened).hasSize(SWITCHES + 1).allMatch(WatchedIndex::closed);
        assertThatNothingWasBreached();
    }

    @Test
    void a_replaced_index_is_closed_when_its_last_search_has_ended() throws Exception {
        CountDownLatch searching = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        try (LongTermMemory memory = open()) {
            WatchedIndex first = opened.get(0);
            first.beforeSearching = () -> {
                searching.countDown();
                LockWait.await30(released);
            };
            Queue<String> slowly = new ConcurrentLinkedQueue<>();
            Thread searcher = start("searcher", () -> slowly.addAll(found(memory, ZOE, "lamp")));
            LockWait.await30(searching);
            Thread switcher = start("switcher", () -> switchTo(memory, "second", this::watched));
            LockWait.untilHeldUp(switcher, IndexRuntime.class);
            assertThat(first.closed()).as("while it is searched").isFalse();
            assertThat(memory.status().embedderId()).as("in use meanwhile").isEqualTo("second");
            assertThat(found(memory, ZOE, "lamp")).hasSize(FIRST_TURNS);
            released.countDown();
            searcher.join();
            switcher.join();
            assertThat(slowly).hasSize(FIRST_TURNS);
            assertThat(first.closed()).isTrue();
        }
        assertThatNothingWasBreached();
    }

    @Test
    void a_switch_waits_for_writes_that_the_old_index_has_not_applied() throws Exception {
        CountDownLatch applying = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        try (LongTermMemory memory = open()) {
            WatchedIndex first = opened.get(0);
            first.beforeApplying = () -> {
                applying.countDown();
                LockWait.await30(released);
            };
            Thread writer = start("writer", () -> {
                memory.add(ZOE, Turn.user("lamp of the last moment"));
                assertThat(found(memory, ZOE, "lamp")).contains("lamp of the last moment");
            });
            LockWait.await30(applying);
            Thread switcher = start("switcher", () -> switchTo(memory, "second", this::watched));
            LockWait.untilHeldUp(switcher, IndexHolder.class);
            assertThat(memory.status().embedderId())
                    .as("in use until the write has ended")
                    .isEqualTo("first");
            released.countDown();
            writer.join();
            switcher.join();
            assertThat(memory.status().embedderId()).isEqualTo("second");
            assertThat(found(memory, ZOE, "lamp")).contains("lamp of the last moment");
        }
        assertThatNothingWasBreached();
    }

    @Test
    void a_write_waits_while_the_new_index_takes_over_the_last_changes_and_is_then_found_in_it() throws Exception {
        CountDownLatch flushing = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        try (LongTermMemory memory = open()) {
            MemoryIndexFactory held = dimension -> {
                WatchedIndex next = watched(dimension);
                next.beforeFlushing = () -> {
                    // The second time is the last step of the switch.
                    if (next.flushes() == 1) {
                        flushing.countDown();
                        LockWait.await30(released);
                    }
                };
                return next;
            };
            Thread switcher = start("switcher", () -> switchTo(memory, "second", held));
            LockWait.await30(flushing);
            Thread writer = start("writer", () -> {
                memory.add(ZOE, Turn.user("lamp of the last moment"));
                SearchResult result = search(memory, ZOE, "lamp");
                assertThat(result.hits()).extracting(hit -> hit.item().text()).contains("lamp of the last moment");
            });
            LockWait.untilHeldUp(writer, IndexHolder.class);
            assertThat(writer.isAlive()).as("waits for the switch").isTrue();
            assertThat(memory.stats(ZOE).turns()).as("not written yet").isEqualTo(FIRST_TURNS);
            assertThat(found(memory, ZOE, "lamp")).as("searches do not wait").hasSize(FIRST_TURNS);
            released.countDown();
            writer.join();
            switcher.join();
            assertThat(found(memory, ZOE, "lamp")).contains("lamp of the last moment");
        }
        assertThatNothingWasBreached();
    }
}
