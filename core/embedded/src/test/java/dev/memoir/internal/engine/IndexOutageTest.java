// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.memoir.AddRequest;
import dev.memoir.Filter;
import dev.memoir.ItemType;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.SearchResult;
import dev.memoir.StoredTurn;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.QueryHints;
import dev.memoir.index.chroma.ChromaIndex;
import dev.memoir.testing.WordEmbedder;
import dev.memoir.testing.server.LoopbackProxy;
import dev.memoir.testing.server.NeedsServer;
import dev.memoir.testing.server.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection to a real Chroma is cut for a while, while turns are written and searched. */
@NeedsServer(TestServer.CHROMA)
class IndexOutageTest {

    private static final Scope ZOE = Scope.user("zoe");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String collection = "outage-" + UUID.randomUUID();
    private LoopbackProxy way;
    private LongTermMemory memory;

    @TempDir
    private Path directory;

    @BeforeEach
    void open() throws IOException {
        way = new LoopbackProxy(TestServer.CHROMA.uri());
        memory = LongTermMemory.builder()
                .directory(directory)
                .index(ChromaIndex.builder(way.url()).collection(collection).build())
                .embedder(new WordEmbedder())
                .extractor(new LearningProcess.Lamps(false))
                .learning(LearningProcess.QUICK)
                .open();
    }

    @AfterEach
    void close() throws IOException {
        memory.close();
        way.close();
    }

    private void say(int from, int to) {
        for (int lamp = from; lamp < to; lamp++) {
            memory.add(AddRequest.builder(ZOE)
                    .text("I own lamp " + lamp + ".")
                    .conversation("conversation " + lamp % 4)
                    .build());
        }
    }

    private SearchResult ask(String question) {
        return memory.search(SearchRequest.builder(ZOE, question).limit(3).build());
    }

    private static void assertThatItRecalls(SearchResult recollection, String text) {
        assertThat(recollection.hits()).extracting(hit -> hit.item().text()).contains(text);
    }

    @Test
    void writes_and_recall_go_on_from_the_ledger_and_say_so_and_the_index_catches_up_by_itself() throws Exception {
        say(0, 20);
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(ask("lamp 7").notices()).noneMatch(notice -> notice.contains("cannot be searched"));

        way.cut();
        say(20, 60);
        assertThat(memory.stats(ZOE).turns()).isEqualTo(60);
        assertThat(memory.status().indexLag()).isPositive();
        SearchResult meanwhile = ask("I own lamp 41.");
        assertThatItRecalls(meanwhile, "I own lamp 41.");
        assertThatItRecalls(ask("I own lamp 7."), "I own lamp 7.");
        assertThat(meanwhile.notices()).anyMatch(notice -> notice.contains("cannot be searched"));
        assertThat(ask("lamp 7").hits())
                .allSatisfy(hit -> assertThat(hit.score()).isBetween(0.0, 1.0));

        way.restore();
        await().atMost(PATIENCE).until(() -> memory.status().indexLag() == 0);
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        SearchResult after = ask("I own lamp 41.");
        assertThatItRecalls(after, "I own lamp 41.");
        assertThat(after.notices())
                .noneMatch(notice -> notice.contains("cannot be searched") || notice.contains("behind"));
        assertThat(memory.list(ListRequest.builder(ZOE).limit(1000).build()).items())
                .hasSize(60);
        assertThat(indexed()).containsExactlyInAnyOrderElementsOf(standing());
    }

    @Test
    void a_search_that_is_interrupted_while_it_waits_keeps_no_other_from_the_index() throws Exception {
        say(0, 8);
        way.hold();
        CompletableFuture<SearchResult> first = new CompletableFuture<>();
        Thread caller = new Thread(() -> first.complete(ask("I own lamp 1.")));
        caller.start();
        // Longer than the following steps take: other callers would go without the index while this one waited.
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> first.get(1, TimeUnit.SECONDS));
        caller.interrupt();
        assertThatItRecalls(first.get(5, TimeUnit.SECONDS), "I own lamp 1.");
        way.release();
        SearchResult other = ask("I own lamp 2.");
        assertThatItRecalls(other, "I own lamp 2.");
        assertThat(other.notices()).noneMatch(notice -> notice.contains("cannot be searched"));
    }

    @Test
    void a_write_that_is_interrupted_while_the_index_does_not_answer_is_caught_up_at_once() throws Exception {
        say(0, 4);
        way.hold();
        Thread caller = new Thread(() -> say(4, 5));
        caller.start();
        caller.join(1_000);
        assertThat(caller.isAlive()).isTrue();
        caller.interrupt();
        caller.join(PATIENCE.toMillis());
        assertThat(caller.isAlive()).isFalse();
        way.release();
        await().atMost(PATIENCE).until(() -> memory.status().indexLag() == 0);
        assertThatItRecalls(ask("I own lamp 4."), "I own lamp 4.");
        assertThat(ask("I own lamp 4.").notices()).noneMatch(notice -> notice.contains("cannot be searched"));
    }

    @Test
    void a_memory_starts_while_its_index_is_away_and_fills_it_when_it_is_back() throws Exception {
        way.cut();
        String first = "late-" + UUID.randomUUID();
        try (LongTermMemory late = LongTermMemory.builder()
                .directory(directory.resolve("late"))
                .index(ChromaIndex.builder(way.url()).collection(first).build())
                .embedder(new WordEmbedder())
                .open()) {
            for (int lamp = 0; lamp < 5; lamp++) {
                late.add(
                        AddRequest.builder(ZOE).text("I own lamp " + lamp + ".").build());
            }
            SearchResult meanwhile = late.search(ZOE, "I own lamp 3.");
            assertThatItRecalls(meanwhile, "I own lamp 3.");
            assertThat(meanwhile.notices()).anyMatch(notice -> notice.contains("cannot be searched"));
            assertThat(late.status().indexLag()).isEqualTo(5);

            way.restore();
            await().atMost(PATIENCE).until(() -> late.status().indexLag() == 0);
            SearchResult after = late.search(ZOE, "I own lamp 3.");
            assertThatItRecalls(after, "I own lamp 3.");
            assertThat(after.notices())
                    .noneMatch(notice -> notice.contains("cannot be searched") || notice.contains("behind"));
            assertThat(indexed(first))
                    .containsExactlyInAnyOrderElementsOf(
                            late.listTurns(ListRequest.builder(ZOE).limit(10).build()).items().stream()
                                    .map(StoredTurn::id)
                                    .toList());
        }
    }

    @Test
    void one_user_is_shown_nothing_of_another_by_the_ledger_either() throws Exception {
        memory.add(AddRequest.builder(Scope.user("tom")).text("I own lamp 99.").build());
        way.cut();
        say(0, 1);
        assertThat(ask("I own lamp 99.").hits())
                .extracting(hit -> hit.item().scope())
                .containsOnly(ZOE);
    }

    private List<String> standing() {
        List<String> ids = new ArrayList<>();
        memory.listTurns(ListRequest.builder(ZOE).limit(1000).build()).items().forEach(turn -> ids.add(turn.id()));
        memory.list(ListRequest.builder(ZOE).limit(1000).build()).items().forEach(fact -> ids.add(fact.id()));
        return ids;
    }

    /** Reads the collection with a separate client. */
    private List<String> indexed() {
        return indexed(collection);
    }

    private static List<String> indexed(String collection) {
        try (MemoryIndex index = ChromaIndex.builder(TestServer.CHROMA.uri().toString())
                .collection(collection)
                .build()
                .open(64)) {
            float[] question = new WordEmbedder().embedQuery("I own a lamp");
            return index
                    .search(new IndexQuery(
                            ZOE,
                            "I own a lamp",
                            question,
                            QueryHints.NONE,
                            1000,
                            Set.of(ItemType.values()),
                            Set.of(),
                            null,
                            Filter.all(),
                            null))
                    .stream()
                    .map(found -> found.ref().id())
                    .toList();
        }
    }
}
