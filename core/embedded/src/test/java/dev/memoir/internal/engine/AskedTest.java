// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.memoir.LongTermMemory;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.Turn;
import dev.memoir.embed.CosineSimilarity;
import dev.memoir.embed.Embedder;
import dev.memoir.embed.QueryEmbedding;
import dev.memoir.embed.SimilarityScale;
import dev.memoir.testing.WordEmbedder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskedTest {

    private static final Scope ZOE = Scope.user("zoe");
    private static final String QUESTION = "What did Ana paint?";
    private static final String MATTER = "What did paint?";

    /** Records what it was asked, request by request. */
    private static final class Listening implements Embedder {

        private final Embedder words = new WordEmbedder();
        private final List<List<String>> requests = new ArrayList<>();

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
            return words.embed(texts);
        }

        @Override
        public List<float[]> embedQueries(List<String> queries) {
            requests.add(queries);
            return words.embedQueries(queries);
        }

        @Override
        public Optional<SimilarityScale> similarityScale() {
            return words.similarityScale();
        }
    }

    private final Listening embedder = new Listening();

    @TempDir
    private Path directory;

    @Test
    void a_question_that_names_a_speaker_is_asked_with_the_name_and_without_in_one_request() {
        float[] asked = QueryEmbedding.of(QUESTION, Set.of("Ana"), embedder).vector();
        assertThat(embedder.requests).containsExactly(List.of(QUESTION, MATTER));
        double whole = CosineSimilarity.of(asked, embedder.embedQuery(QUESTION));
        assertThat(whole)
                .isLessThan(1)
                .isCloseTo(CosineSimilarity.of(asked, embedder.embedQuery(MATTER)), within(1e-6));
        assertThat(CosineSimilarity.of(asked, asked)).isCloseTo(1, within(1e-6));
    }

    @Test
    void any_other_question_is_asked_as_it_is() {
        assertThat(QueryEmbedding.of(QUESTION, Set.of("Bob"), embedder).vector())
                .containsExactly(embedder.embedQuery(QUESTION));
        assertThat(embedder.requests).isEmpty();
    }

    @Test
    void a_search_knows_the_speakers_of_its_scope_only() {
        try (LongTermMemory memory =
                LongTermMemory.builder().directory(directory).embedder(embedder).open()) {
            memory.add(
                    ZOE, Turn.builder(Role.USER, "I paint lakes").speaker("Ana").build());
            memory.search(ZOE, QUESTION);
            memory.search(Scope.user("tom"), "Where does Ana live?");
        }
        assertThat(embedder.requests).containsExactly(List.of(QUESTION, MATTER), List.of("Where does Ana live?"));
    }
}
