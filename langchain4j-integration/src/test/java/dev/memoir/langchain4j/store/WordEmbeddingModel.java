// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j.store;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.memoir.testing.WordEmbedder;
import java.util.List;

/** A real but tiny embedding model: texts that share words are near. */
final class WordEmbeddingModel implements EmbeddingModel {

    private final WordEmbedder words = new WordEmbedder();

    @Override
    public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
        return Response.from(
                words.embed(segments.stream().map(TextSegment::text).toList()).stream()
                        .map(Embedding::from)
                        .toList());
    }
}
