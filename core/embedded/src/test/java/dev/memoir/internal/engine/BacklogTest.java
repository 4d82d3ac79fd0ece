// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.memoir.AddRequest;
import dev.memoir.ErasureLevel;
import dev.memoir.LongTermMemory;
import dev.memoir.MemoryIndexException;
import dev.memoir.Scope;
import dev.memoir.Turn;
import dev.memoir.index.Candidate;
import dev.memoir.index.IndexChange;
import dev.memoir.index.IndexPosition;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.TurnPosition;
import dev.memoir.index.lucene.LuceneIndex;
import dev.memoir.testing.WordEmbedder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An index that was unavailable comes back to thousands of changes. */
class BacklogTest {

    private static final Scope ZOE = Scope.user("zoe");
    private static final int BACKLOG = 5_000;
    private static final int LARGEST_BATCH = 1_000;

    @TempDir
    private Path directory;

    @Test
    @Timeout(120)
    void a_long_backlog_is_worked_off_in_batches_and_no_writer_waits_for_it() {
        Gated[] gated = new Gated[1];
        try (LongTermMemory memory = LongTermMemory.builder()
                .directory(directory)
                .index(dimension -> gated[0] = new Gated(LuceneIndex.open(directory.resolve("mine"), dimension)))
                .embedder(new WordEmbedder())
                .open()) {
            gated[0].away = true;
            for (int from = 0; from < BACKLOG; from += 500) {
                memory.add(AddRequest.builder(ZOE)
                        .turns(IntStream.range(from, from + 500)
                                .mapToObj(i -> Turn.user("word" + i + " thing"))
                                .toList())
                        .build());
            }
            assertThat(memory.status().indexLag()).isEqualTo(BACKLOG);

            gated[0].away = false;
            await().until(() -> gated[0].entered.getCount() == 0);
            // The follower holds a batch that does not end: a caller that waited for it would wait forever.
            memory.add(ZOE, Turn.user("written meanwhile"));
            assertThat(memory.stats(ZOE).turns()).isEqualTo(BACKLOG + 1);
            assertThat(memory.search(ZOE, "written meanwhile").notices()).isNotEmpty();

            gated[0].held.countDown();
            await().atMost(Duration.ofSeconds(60)).until(() -> memory.status().indexLag() == 0);
            assertThat(gated[0].batches)
                    .hasSizeGreaterThanOrEqualTo(BACKLOG / LARGEST_BATCH)
                    .allMatch(size -> size <= LARGEST_BATCH);
            assertThat(memory.search(ZOE, "written meanwhile")
                            .hits()
                            .get(0)
                            .item()
                            .text())
                    .isEqualTo("written meanwhile");
            assertThat(memory.search(ZOE, "word4321 thing").hits().get(0).item().text())
                    .isEqualTo("word4321 thing");
        }
    }

    /** An index that can be unavailable, and that blocks the first batch after it is back until it is released. */
    private static final class Gated implements MemoryIndex {

        private final MemoryIndex index;
        private final Queue<Integer> batches = new ConcurrentLinkedQueue<>();
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch held = new CountDownLatch(1);
        private volatile boolean away;

        Gated(MemoryIndex index) {
            this.index = index;
        }

        @Override
        public void apply(List<IndexChange> changes, IndexPosition upTo) {
            if (away) {
                throw new MemoryIndexException("away");
            }
            entered.countDown();
            try {
                held.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new MemoryIndexException("interrupted", e);
            }
            index.apply(changes, upTo);
            batches.add(changes.size());
        }

        @Override
        public IndexPosition position() {
            return index.position();
        }

        @Override
        public void reset(IndexPosition start) {
            index.reset(start);
        }

        @Override
        public List<Candidate> search(IndexQuery query) {
            return index.search(query);
        }

        @Override
        public List<Candidate> searchAt(IndexQuery query, Collection<TurnPosition> positions) {
            return index.searchAt(query, positions);
        }

        @Override
        public void purge() {
            index.purge();
        }

        @Override
        public ErasureLevel erasure() {
            return index.erasure();
        }

        @Override
        public void flush() {
            index.flush();
        }

        @Override
        public void close() {
            index.close();
        }
    }
}
