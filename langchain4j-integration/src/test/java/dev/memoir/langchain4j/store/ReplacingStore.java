// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j.store;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingSearchResult;
import dev.langchain4j.store.embedding.filter.Filter;
import java.util.List;

/** As other stores are: it replaces documents, removes by id alone, and keeps the vectors to itself. */
final class ReplacingStore extends AlteredStore {

    @Override
    public synchronized void addAll(List<String> ids, List<Embedding> embeddings, List<TextSegment> segments) {
        real.removeAll(ids);
        real.addAll(ids, embeddings, segments);
    }

    @Override
    public void removeAll(Filter filter) {
        throw new UnsupportedFeatureException("no removal by filter");
    }

    @Override
    public synchronized EmbeddingSearchResult<TextSegment> search(EmbeddingSearchRequest request) {
        return new EmbeddingSearchResult<>(real.search(request).matches().stream()
                .map(match -> new EmbeddingMatch<>(match.score(), match.embeddingId(), null, match.embedded()))
                .toList());
    }
}
