// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed.minilm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Compares with the same weights run by LangChain4j's code: another tokenizer call, no batches, other pooling code.
 * That code reads at most 128 word pieces, as the tokenizer's file specifies, and drops the rest; beyond that it is no
 * reference.
 */
class ReferenceVectorsTest {

    @Test
    void vectors_equal_those_of_langchain4j() {
        List<String> texts = List.of(
                "Hello",
                "When did Caroline go to the LGBTQ support group?",
                "Mel: That's great! 😀 Did you paint it yourself? [shares a photo of a sunrise]",
                "C++ and naïve café, 北京, Москва",
                "My sister plays the cello in Vienna. ".repeat(15));
        try (MiniLmEmbedder embedder = MiniLmEmbedder.load()) {
            // Second, because only our own loading keeps DJL from calling home.
            AllMiniLmL6V2EmbeddingModel reference = new AllMiniLmL6V2EmbeddingModel();
            List<float[]> vectors = embedder.embed(texts);
            for (int i = 0; i < texts.size(); i++) {
                float[] expected = reference.embed(texts.get(i)).content().vector();
                assertThat(MiniLmEmbedderTest.cosine(vectors.get(i), expected))
                        .as("text %d", i)
                        .isGreaterThan(0.99999);
            }
        }
    }
}
