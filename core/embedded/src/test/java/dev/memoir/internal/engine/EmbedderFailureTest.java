// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.SearchResult;
import dev.memoir.Turn;
import dev.memoir.embed.Embedder;
import dev.memoir.testing.WordEmbedder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedderFailureTest {

    private static final Scope ZOE = Scope.user("zoe");

    private final WordEmbedder embedder = new WordEmbedder();

    @TempDir
    private Path directory;

    @Test
    void a_turn_is_kept_and_found_by_its_words_while_the_embedder_fails_and_by_meaning_once_it_works() {
        try (LongTermMemory memory = open(embedder)) {
            embedder.failing(true);
            memory.add(ZOE, Turn.user("Ana moved to Lisbon"));
            SearchResult byWords = memory.search(explained("Lisbon"));
            assertThat(byWords.hits()).hasSize(1);
            assertThat(byWords.notices()).singleElement().asString().contains("by words alone");
            assertThat(dense(byWords)).isZero();

            embedder.failing(false);
            memory.add(ZOE, Turn.user("something else"));
            SearchResult byMeaning = memory.search(explained("Ana moved to Lisbon"));
            assertThat(byMeaning.notices()).isEmpty();
            assertThat(dense(byMeaning)).isGreaterThan(0.99);
        }
    }

    @Test
    void vectors_that_are_missing_at_the_end_are_made_at_the_next_start() {
        embedder.failing(true);
        try (LongTermMemory memory = open(embedder)) {
            memory.add(ZOE, Turn.user("Ana moved to Lisbon"));
        }
        embedder.failing(false);
        try (LongTermMemory memory = open(embedder)) {
            assertThat(dense(memory.search(explained("Ana moved to Lisbon")))).isGreaterThan(0.99);
        }
    }

    @Test
    void vectors_of_the_wrong_dimension_lose_no_turn() {
        Embedder wrong = new Embedder() {
            @Override
            public String id() {
                return "wrong";
            }

            @Override
            public int dimension() {
                return 64;
            }

            @Override
            public List<float[]> embed(List<String> texts) {
                return texts.stream().map(text -> new float[] {1}).toList();
            }
        };
        try (LongTermMemory memory = open(wrong)) {
            memory.add(ZOE, Turn.user("Ana moved to Lisbon"));
            assertThat(memory.search(ZOE, "Lisbon").hits()).hasSize(1);
        }
    }

    @Test
    void a_lost_index_is_filled_again_without_the_embedder() throws Exception {
        SearchResult before;
        try (LongTermMemory memory = open(embedder)) {
            memory.add(ZOE, Turn.user("Ana moved to Lisbon"), Turn.assistant("How does she like it?"));
            before = memory.search(explained("Where is Ana?"));
        }
        deleteIndex();
        int embedded = embedder.embedded();
        try (LongTermMemory memory = open(embedder)) {
            assertThat(embedder.embedded()).isEqualTo(embedded);
            assertThat(memory.search(explained("Where is Ana?"))).isEqualTo(before);
        }
    }

    @Test
    void another_embedder_embeds_everything_again_and_going_back_costs_nothing() {
        try (LongTermMemory memory = open(embedder)) {
            memory.add(ZOE, Turn.user("Ana moved to Lisbon"));
        }
        WordEmbedder other = new WordEmbedder("other words");
        try (LongTermMemory memory = open(other)) {
            assertThat(other.embedded()).isOne();
            assertThat(dense(memory.search(explained("Ana moved to Lisbon")))).isGreaterThan(0.99);
        }
        int embedded = embedder.embedded();
        try (LongTermMemory memory = open(embedder)) {
            assertThat(embedder.embedded()).isEqualTo(embedded);
            assertThat(dense(memory.search(explained("Ana moved to Lisbon")))).isGreaterThan(0.99);
        }
    }

    private void deleteIndex() throws Exception {
        try (var files = Files.walk(directory.resolve("index"))) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private LongTermMemory open(Embedder with) {
        return LongTermMemory.builder().directory(directory).embedder(with).open();
    }

    private static SearchRequest explained(String query) {
        return SearchRequest.builder(ZOE, query).explain().build();
    }

    private static double dense(SearchResult recollection) {
        return recollection.hits().get(0).explanation().stream()
                .filter(share -> share.signal().equals("dense"))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
