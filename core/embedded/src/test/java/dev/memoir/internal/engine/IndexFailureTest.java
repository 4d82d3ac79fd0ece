// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.memoir.IndexFailure;
import dev.memoir.LongTermMemory;
import dev.memoir.MemoryIndexException;
import dev.memoir.MemoryIndexIncompatibleException;
import dev.memoir.Scope;
import dev.memoir.SearchResult;
import dev.memoir.Turn;
import dev.memoir.index.lucene.LuceneIndex;
import dev.memoir.index.pgvector.PgVectorIndex;
import dev.memoir.testing.WordEmbedder;
import dev.memoir.testing.server.NeedsServer;
import dev.memoir.testing.server.TestDatabase;
import dev.memoir.testing.server.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An index that cannot be written or searched: nothing is lost, and an operator sees why. */
class IndexFailureTest {

    private static final Scope ZOE = Scope.user("zoe");
    private static final String CAUSE = "the shelf is closed; open it (" + IndexFailureTest.class.getName() + ")";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-06-01T00:00:00Z"));
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream err = System.err;
    private FaultyIndex index;

    @TempDir
    private Path directory;

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(log, true, UTF_8));
    }

    @AfterEach
    void listenNoMore() {
        System.setErr(err);
    }

    private LongTermMemory open() {
        return LongTermMemory.builder()
                .directory(directory)
                .embedder(new WordEmbedder())
                .clock(now::get)
                .index(dimension -> {
                    FaultyIndex opened = new FaultyIndex(LuceneIndex.open(directory.resolve("own"), dimension));
                    if (index != null) {
                        opened.writing = index.writing;
                    }
                    index = opened;
                    return opened;
                })
                .open();
    }

    private static MemoryIndexException failure(boolean permanent) {
        return permanent ? new MemoryIndexIncompatibleException(CAUSE, null) : new MemoryIndexException(CAUSE);
    }

    private long logged(String level) {
        return log.toString(UTF_8)
                .lines()
                .filter(line -> line.contains(level + " dev.memoir") && line.contains(CAUSE))
                .count();
    }

    @Test
    void what_is_committed_while_another_thread_catches_up_is_indexed_without_another_write() throws Exception {
        CountDownLatch applying = new CountDownLatch(1);
        CountDownLatch committed = new CountDownLatch(1);
        try (LongTermMemory memory = open()) {
            index.writing = failure(false);
            memory.add(ZOE, Turn.user("I own lamp 1."));
            index.beforeWriting = () -> {
                applying.countDown();
                try {
                    committed.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            };
            index.writing = null;
            assertThat(applying.await(30, TimeUnit.SECONDS)).isTrue();
            memory.add(ZOE, Turn.user("I own lamp 2."));
            committed.countDown();
            await().untilAsserted(() -> assertThat(memory.status().indexLag()).isZero());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_index_that_cannot_be_written_is_seen_with_its_cause_until_it_can(boolean permanent) {
        try (LongTermMemory memory = open()) {
            assertThat(memory.status().indexFailure()).isNull();
            index.writing = failure(permanent);
            for (int i = 0; i < 3; i++) {
                memory.add(ZOE, Turn.user("My sister moved to Lisbon " + i));
            }
            assertThat(memory.status().indexFailure()).isEqualTo(new IndexFailure(CAUSE, permanent));
            assertThat(memory.status().indexLag()).isEqualTo(3);
            assertThat(logged(permanent ? "ERROR" : "WARN")).as("said once").isOne();
            assertThat(logged(permanent ? "WARN" : "ERROR")).isZero();
            SearchResult meanwhile = memory.search(ZOE, "Lisbon");
            assertThat(meanwhile.hits()).hasSize(3);
            assertThat(meanwhile.notices()).isNotEmpty();

            index.writing = null;
            await().until(() -> memory.status().indexFailure() == null);
            assertThat(memory.status().indexLag()).isZero();
            assertThat(memory.search(ZOE, "Lisbon").notices()).isEmpty();
        }
    }

    @Test
    void an_index_that_cannot_be_searched_is_seen_until_it_answers() {
        try (LongTermMemory memory = open()) {
            memory.add(ZOE, Turn.user("My sister moved to Lisbon"));
            index.searching = failure(false);
            assertThat(memory.search(ZOE, "Lisbon").hits()).hasSize(1);
            assertThat(memory.search(ZOE, "Lisbon").hits()).hasSize(1);
            assertThat(memory.status().indexFailure()).isEqualTo(new IndexFailure(CAUSE, false));
            assertThat(logged("WARN")).isOne();

            index.searching = null;
            await().until(() -> memory.search(ZOE, "Lisbon").notices().isEmpty());
            assertThat(memory.status().indexFailure()).isNull();
        }
    }

    @Test
    void a_search_that_failed_does_not_count_for_ever_where_none_follows() {
        try (LongTermMemory memory = open()) {
            index.searching = failure(false);
            memory.search(ZOE, "Lisbon");
            assertThat(memory.status().indexFailure()).isNotNull();
            now.updateAndGet(
                    time -> time.plus(IndexHealth.SEARCH_FAILURE_COUNTS).plus(Duration.ofSeconds(1)));
            assertThat(memory.status().indexFailure()).isNull();
        }
    }

    @Test
    void a_memory_opens_with_an_index_that_cannot_be_written_now_and_not_with_one_that_never_can() {
        try (LongTermMemory memory = open()) {
            memory.add(ZOE, Turn.user("My sister moved to Lisbon"));
            index.writing = failure(false);
            memory.add(ZOE, Turn.user("My brother moved to Oslo"));
        }
        try (LongTermMemory memory = open()) {
            assertThat(memory.status().indexFailure()).isEqualTo(new IndexFailure(CAUSE, false));
            assertThat(memory.search(ZOE, "Oslo").hits()).isNotEmpty();
            index.writing = null;
            await().until(() -> memory.status().indexLag() == 0);
            assertThat(memory.status().indexFailure()).isNull();
            assertThat(memory.search(ZOE, "Oslo").notices()).isEmpty();
            index.writing = failure(true);
            memory.add(ZOE, Turn.user("I like tea"));
        }
        assertThatExceptionOfType(MemoryIndexIncompatibleException.class)
                .isThrownBy(this::open)
                .withMessage(CAUSE);
    }

    @Test
    @NeedsServer(TestServer.POSTGRES)
    void dropped_tables_are_a_permanent_failure() {
        try (TestDatabase database = new TestDatabase();
                LongTermMemory memory = LongTermMemory.builder()
                        .directory(directory)
                        .embedder(new WordEmbedder())
                        .index(PgVectorIndex.builder(database.source())
                                .schema(database.schema())
                                .build())
                        .open()) {
            memory.add(ZOE, Turn.user("My sister moved to Lisbon"));
            database.execute("DROP SCHEMA " + database.schema() + " CASCADE");
            memory.add(ZOE, Turn.user("My brother moved to Oslo"));
            assertThat(memory.search(ZOE, "Oslo").hits()).isNotEmpty();
            assertThat(memory.status().indexFailure()).isNotNull().satisfies(failure -> {
                assertThat(failure.permanent()).isTrue();
                assertThat(failure.message()).contains("lacks a table", "Open the memory again");
            });
        }
    }
}
