// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memoir.EmbedderException;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.StoreRequest;
import dev.memoir.Turn;
import dev.memoir.prompt.TokenCounter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;

class SpringEmbedderTest {

    private final ScriptedEmbeddings model = new ScriptedEmbeddings();

    @Test
    void its_id_is_the_models_name_and_dimension_and_stays_the_same() {
        assertThat(SpringEmbedder.of(model).id()).isEqualTo("spring-ai/words-64/64");
        assertThat(SpringEmbedder.of(model).id())
                .isEqualTo(SpringEmbedder.of(model).id());
        assertThat(SpringEmbedder.of(model, "mine").id()).isEqualTo("mine");
        assertThat(SpringEmbedder.of(model, "mine").dimension()).isEqualTo(64);
    }

    @Test
    void a_model_without_a_name_asks_for_an_id() {
        assertThatThrownBy(() -> SpringEmbedder.of(new ScriptedEmbeddings("")))
                .isInstanceOf(EmbedderException.class)
                .hasMessageContaining("of(model, id)");
    }

    @Test
    void a_model_that_does_not_answer_is_an_embedder_exception_unless_nothing_has_to_be_asked() {
        EmbeddingModel down = new Down();
        assertThatThrownBy(() -> SpringEmbedder.of(down))
                .isInstanceOf(EmbedderException.class)
                .hasMessageContaining("does not answer");
        assertThat(SpringEmbedder.of(down, "mine", 64).dimension()).isEqualTo(64);
    }

    @Test
    void every_text_has_its_vector_in_order_however_many_there_are() {
        List<String> texts =
                IntStream.range(0, 150).mapToObj(i -> "text number " + i).toList();
        List<float[]> vectors = SpringEmbedder.of(model, "mine", 64).embed(texts);
        assertThat(model.requests).extracting(List::size).containsExactly(64, 64, 22);
        assertThat(vectors).hasSize(150);
        assertThat(vectors.get(149)).isEqualTo(ScriptedEmbeddings.vector("text number 149"));
    }

    @Test
    void a_request_is_never_longer_than_a_service_takes() {
        List<String> texts = IntStream.range(0, 20)
                .mapToObj(i -> "a long story ".repeat(2_000))
                .toList();
        SpringEmbedder.of(model, "mine", 64).embed(texts);
        assertThat(model.requests)
                .hasSize(3)
                .allSatisfy(request -> assertThat(
                                request.stream().mapToInt(String::length).sum())
                        .isLessThanOrEqualTo(SpringEmbedder.MAX_CHARACTERS));
    }

    @Test
    void a_text_that_is_too_long_for_the_model_is_cut_and_the_others_are_not() {
        for (String endless : List.of("word ".repeat(100_000), "語".repeat(100_000), "🙂".repeat(100_000))) {
            model.requests.clear();
            SpringEmbedder.of(model, "mine", 64).embed(List.of("short", endless));
            assertThat(model.texts()).first().isEqualTo("short");
            assertThat(model.texts().get(1)).isNotEmpty();
            assertThat(endless).startsWith(model.texts().get(1));
            assertThat(TokenCounter.count(model.texts().get(1))).isBetween(7_000, SpringEmbedder.MAX_TOKENS);
        }
    }

    @Test
    void case_13_what_the_model_gets_is_the_memorys_text_and_nothing_else(@TempDir Path directory) {
        try (LongTermMemory memory = LongTermMemory.builder()
                .directory(directory)
                .embedder(SpringEmbedder.of(model))
                .open()) {
            model.requests.clear();
            memory.store(StoreRequest.builder(Scope.user("zoe"))
                    .text("Zoe likes tea.")
                    .metadata(Map.of("source", "import"))
                    .build());
            memory.add(Scope.user("zoe"), Turn.user("I moved to Lisbon."));
            memory.search(SearchRequest.builder(Scope.user("zoe"), "What does Zoe drink?")
                    .build());
            assertThat(model.texts()).containsExactly("Zoe likes tea.", "I moved to Lisbon.", "What does Zoe drink?");
        }
    }

    private static final class Down implements EmbeddingModel {
        @Override
        public EmbeddingResponse call(EmbeddingRequest request) {
            throw new IllegalStateException("503");
        }

        @Override
        public float[] embed(Document document) {
            throw new IllegalStateException("503");
        }
    }
}
