// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j.store;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingSearchResult;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.filter.Filter;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.util.Collection;
import java.util.List;

/** LangChain4j's store in memory; a test changes what it does otherwise. */
class AlteredStore implements EmbeddingStore<TextSegment> {

    final InMemoryEmbeddingStore<TextSegment> real = new InMemoryEmbeddingStore<>();

    @Override
    public String add(Embedding embedding) {
        throw new AssertionError("an id of the store's own");
    }

    @Override
    public void add(String id, Embedding embedding) {
        throw new AssertionError("no segment");
    }

    @Override
    public String add(Embedding embedding, TextSegment segment) {
        throw new AssertionError("an id of the store's own");
    }

    @Override
    public List<String> addAll(List<Embedding> embeddings) {
        throw new AssertionError("ids of the store's own");
    }

    @Override
    public void addAll(List<String> ids, List<Embedding> embeddings, List<TextSegment> segments) {
        real.addAll(ids, embeddings, segments);
    }

    @Override
    public void removeAll(Collection<String> ids) {
        real.removeAll(ids);
    }

    @Override
    public void removeAll(Filter filter) {
        real.removeAll(filter);
    }

    @Override
    public EmbeddingSearchResult<TextSegment> search(EmbeddingSearchRequest request) {
        return real.search(request);
    }

    /** A segment of ours has its id for a text. */
    boolean holdsAny(Collection<String> ids) {
        return segments(8).stream().anyMatch(segment -> ids.contains(segment.text()));
    }

    /** Everything that is in it, as segments. */
    List<TextSegment> segments(int dimension) {
        float[] any = new float[dimension];
        any[0] = 1;
        return real
                .search(EmbeddingSearchRequest.builder()
                        .queryEmbedding(Embedding.from(any))
                        .maxResults(10_000)
                        .build())
                .matches()
                .stream()
                .map(EmbeddingMatch::embedded)
                .toList();
    }
}
