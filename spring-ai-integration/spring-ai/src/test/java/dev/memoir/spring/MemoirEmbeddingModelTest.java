// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.ai.document.Document;
import org.springframework.ai.test.vectorstore.BaseVectorStoreTests;
import org.springframework.ai.vectorstore.SimpleVectorStore;
import org.springframework.ai.vectorstore.VectorStore;

/** A memory's embedder in a custom Spring AI store, checked by Spring AI's tests of stores. */
class MemoirEmbeddingModelTest extends BaseVectorStoreTests {

    private final ScriptedEmbeddings embeddings = new ScriptedEmbeddings();
    private final MemoirEmbeddingModel model = new MemoirEmbeddingModel(SpringEmbedder.of(embeddings));

    @Override
    protected void executeTest(Consumer<VectorStore> test) {
        test.accept(SimpleVectorStore.builder(model).build());
    }

    @Test
    void what_is_known_is_not_embedded_and_what_is_not_is() {
        float[] mine = new float[ScriptedEmbeddings.DIMENSION];
        mine[7] = 1;
        embeddings.requests.clear();
        List<float[]> vectors = model.withVectors(
                List.of(Map.entry("known", mine)),
                () -> List.of(model.embed("known"), model.embed(new Document("known")), model.embed("new")));
        assertThat(vectors).containsExactly(mine, mine, ScriptedEmbeddings.vector("new"));
        assertThat(embeddings.texts()).containsExactly("new");
        assertThat(model.embed("known")).isEqualTo(ScriptedEmbeddings.vector("known"));
    }

    @Test
    void a_text_that_comes_twice_has_its_two_vectors_in_turn() {
        float[] first = {1};
        float[] second = {2};
        assertThat(model.withVectors(
                        List.of(Map.entry("tea", first), Map.entry("tea", second)),
                        () -> List.of(model.embed("tea"), model.embed("tea"), model.embed("tea"))))
                .containsExactly(first, second, second);
    }
}
