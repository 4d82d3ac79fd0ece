// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import dev.memoir.embed.Embedder;
import dev.memoir.embed.SimilarityScale;
import java.util.List;
import java.util.Optional;

/**
 * Embeds with the quantised bge-small-en-v1.5, run inside the JVM by LangChain4j. Its cosines have a different scale
 * than MiniLM's.
 */
final class BgeSmallEmbedder implements Embedder {

    private final EmbeddingModel model = new BgeSmallEnV15QuantizedEmbeddingModel();
    private final boolean converted;

    /**
     * @param converted whether cosines are converted to MiniLM's scale, as for any embedder, or used unchanged
     */
    BgeSmallEmbedder(boolean converted) {
        this.converted = converted;
    }

    @Override
    public String id() {
        return "bge-small-en-v1.5-q";
    }

    @Override
    public int dimension() {
        return 384;
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        return model.embedAll(texts.stream().map(TextSegment::from).toList()).content().stream()
                .map(Embedding::vector)
                .toList();
    }

    @Override
    public Optional<SimilarityScale> similarityScale() {
        return converted ? Optional.empty() : Optional.of(SimilarityScale.STANDARD);
    }
}
