// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memoir.AddRequest;
import dev.memoir.EmbedderException;
import dev.memoir.InvalidInputException;
import dev.memoir.LongTermMemory;
import dev.memoir.ProgressListener;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.SearchResult;
import dev.memoir.Turn;
import dev.memoir.embed.Embedder;
import dev.memoir.embed.SimilarityScale;
import dev.memoir.index.lucene.LuceneIndex;
import dev.memoir.maintenance.ReindexRequest;
import dev.memoir.testing.WordEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change of the embedder or of the index while the memory is used. */
class ReindexTest {

    private static final Scope ZOE = Scope.user("zoe");

    /** The number of initial turns and of switches; the property increases both. */
    private static final int TURNS = Integer.getInteger("memoir.reindex.turns", 300);

    private static final int SWITCHES = Integer.getInteger("memoir.reindex.switches", 3);

    @TempDir
    private Path directory;

    @Test
    void no_search_fails_or_finds_less_while_embedders_are_switched_under_load() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger searches = new AtomicInteger();
        AtomicInteger written = new AtomicInteger();
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (LongTermMemory memory = open(new WordEmbedder("first"))) {
            fill(memory, TURNS);
            List<Future<?>> users = new ArrayList<>();
            for (int thread = 0; thread < 3; thread++) {
                users.add(threads.submit(() -> {
                    for (int i = 0; !over.get(); i = (i + 7) % TURNS) {
                        try {
                            SearchResult found = memory.search(explained("word" + i + " thing"));
                            searches.incrementAndGet();
                            if (found.hits().isEmpty()
                                    || !found.hits().get(0).item().text().startsWith("word" + i + " ")
                                    || dense(found) < 0.5) {
                                wrong.add(i + ": " + found.hits().size() + " " + found.notices());
                            }
                        } catch (RuntimeException e) {
                            failures.add(e);
                        }
                    }
                }));
            }
            users.add(threads.submit(() -> {
                while (!over.get()) {
                    String mine = "written" + written.get();
                    try {
                        memory.add(ZOE, Turn.user(mine + " now"));
                        if (memory.search(ZOE, mine + " now").hits().stream()
                                .noneMatch(hit -> hit.item().text().startsWith(mine + " "))) {
                            wrong.add("not found once written: " + mine);
                        }
                    } catch (RuntimeException e) {
                        failures.add(e);
                    }
                    written.incrementAndGet();
                }
            }));
            for (int i = 0; i < SWITCHES; i++) {
                memory.maintenance()
                        .reindex(ReindexRequest.to(new WordEmbedder("embedder " + i)), ProgressListener.SILENT);
                assertThat(memory.status().embedderId()).isEqualTo("embedder " + i);
            }
            memory.maintenance().reindex(ReindexRequest.rebuild(), ProgressListener.SILENT);
            over.set(true);
            for (Future<?> user : users) {
                user.get();
            }
            assertThat(memory.status().indexLag()).isZero();
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
        System.out.printf(
                "%d embedder switches and a rebuild over %d turns: %d searches and %d writes meanwhile,"
                        + " %d failed, %d wrong%n",
                SWITCHES, TURNS, searches.get(), written.get(), failures.size(), wrong.size());
        assertThat(failures).isEmpty();
        assertThat(wrong).isEmpty();
        assertThat(searches.get()).isPositive();
    }

    @Test
    void the_new_one_is_opened_the_next_time_without_embedding_anything_again_and_so_is_the_old_one() throws Exception {
        WordEmbedder first = new WordEmbedder("first");
        WordEmbedder second = new WordEmbedder("second");
        try (LongTermMemory memory = open(first)) {
            fill(memory, 20);
            memory.maintenance().reindex(ReindexRequest.to(second), ProgressListener.SILENT);
            assertThat(dense(memory.search(explained("word3 thing")))).isGreaterThan(0.9);
        }
        int made = second.embedded();
        assertThat(folders()).containsExactly("index-2");
        try (LongTermMemory memory = open(second)) {
            assertThat(dense(memory.search(explained("word3 thing")))).isGreaterThan(0.9);
        }
        assertThat(second.embedded()).as("only the question was embedded").isEqualTo(made + 1);
        made = first.embedded();
        try (LongTermMemory memory = open(first)) {
            assertThat(dense(memory.search(explained("word3 thing")))).isGreaterThan(0.9);
        }
        assertThat(first.embedded()).isEqualTo(made + 1);
    }

    @Test
    void an_embedder_that_fails_half_way_leaves_the_old_one_in_use() throws Exception {
        try (LongTermMemory memory = open(new WordEmbedder("first"))) {
            fill(memory, 600);
            assertThatThrownBy(() -> memory.maintenance()
                            .reindex(ReindexRequest.to(new Faltering(300)), ProgressListener.SILENT))
                    .isInstanceOf(EmbedderException.class);
            assertThat(memory.status().embedderId()).isEqualTo("first");
            assertThat(dense(memory.search(explained("word3 thing")))).isGreaterThan(0.9);
            assertThat(folders()).containsExactly("index");
            memory.add(ZOE, Turn.user("goes on"));
            assertThat(memory.search(ZOE, "goes on").hits()).isNotEmpty();
        }
    }

    @Test
    void what_a_crash_left_of_a_build_is_removed_by_the_next_opening() throws Exception {
        try (LongTermMemory memory = open(new WordEmbedder())) {
            fill(memory, 5);
        }
        Files.createDirectory(directory.resolve("index-2"));
        Files.writeString(directory.resolve("index-2").resolve("segments_1"), "half written");
        try (LongTermMemory memory = open(new WordEmbedder())) {
            assertThat(memory.search(ZOE, "word3").hits()).isNotEmpty();
            assertThat(folders()).containsExactly("index");
        }
    }

    @Test
    void another_index_takes_over_and_old_vectors_are_dropped_when_asked() throws Exception {
        WordEmbedder first = new WordEmbedder("first");
        Path elsewhere = directory.resolve("elsewhere");
        try (LongTermMemory memory = open(first)) {
            fill(memory, 20);
            memory.maintenance()
                    .reindex(
                            ReindexRequest.builder()
                                    .embedder(new WordEmbedder("second"))
                                    .index(dimension -> LuceneIndex.open(elsewhere, dimension))
                                    .dropVectors(true)
                                    .build(),
                            ProgressListener.SILENT);
            assertThat(dense(memory.search(explained("word3 thing")))).isGreaterThan(0.9);
            int made = first.embedded();
            memory.maintenance().reindex(ReindexRequest.to(first), ProgressListener.SILENT);
            assertThat(first.embedded()).as("its vectors were dropped").isEqualTo(made + 20);
        }
    }

    @Test
    void an_index_of_the_application_is_not_rebuilt_without_a_location() {
        try (LongTermMemory memory = LongTermMemory.builder()
                .directory(directory)
                .embedder(new WordEmbedder())
                .index(dimension -> LuceneIndex.open(directory.resolve("mine"), dimension))
                .open()) {
            assertThatThrownBy(() -> memory.maintenance().reindex(ReindexRequest.rebuild(), ProgressListener.SILENT))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("ReindexRequest.builder().index");
        }
    }

    private LongTermMemory open(Embedder embedder) {
        return LongTermMemory.builder().directory(directory).embedder(embedder).open();
    }

    private static void fill(LongTermMemory memory, int turns) {
        memory.add(AddRequest.builder(ZOE)
                .turns(IntStream.range(0, turns)
                        .mapToObj(i -> Turn.user("word" + i + " thing"))
                        .toList())
                .build());
    }

    private static SearchRequest explained(String query) {
        return SearchRequest.builder(ZOE, query).limit(5).explain().build();
    }

    private static double dense(SearchResult found) {
        return found.hits().isEmpty()
                ? 0
                : found.hits().get(0).explanation().stream()
                        .filter(share -> share.signal().equals("dense"))
                        .mapToDouble(share -> share.value())
                        .findFirst()
                        .orElse(0);
    }

    private List<String> folders() throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    /** Fails after the given number of texts. */
    private static final class Faltering implements Embedder {

        private final WordEmbedder words = new WordEmbedder("faltering");
        private final int after;

        Faltering(int after) {
            this.after = after;
        }

        @Override
        public String id() {
            return words.id();
        }

        @Override
        public int dimension() {
            return words.dimension();
        }

        @Override
        public List<float[]> embed(List<String> texts) {
            if (words.embedded() + texts.size() > after) {
                throw new EmbedderException("told to fail");
            }
            return words.embed(texts);
        }

        @Override
        public Optional<SimilarityScale> similarityScale() {
            return words.similarityScale();
        }
    }
}
