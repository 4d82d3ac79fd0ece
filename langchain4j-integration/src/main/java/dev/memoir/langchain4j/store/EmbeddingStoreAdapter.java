// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j.store;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.store.embedding.CosineSimilarity;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.memoir.MemoryIndexException;
import dev.memoir.vectorstore.StoreFailure;
import dev.memoir.vectorstore.VectorHit;
import dev.memoir.vectorstore.VectorQuery;
import dev.memoir.vectorstore.VectorStoreAdapter;
import dev.memoir.vectorstore.VectorStoreCondition;
import dev.memoir.vectorstore.VectorStoreDocument;
import java.util.List;
import java.util.function.Supplier;

/**
 * Adapts a LangChain4j embedding store to the vector store SPI; every failure is a {@link MemoryIndexException}.
 *
 * <p>The text of a segment is the document's id, not its content, which stays in the ledger. Other readers of the
 * store, such as a document retriever, therefore learn nothing of what users said.
 */
final class EmbeddingStoreAdapter implements VectorStoreAdapter {

    /** The number of documents per request: some stores reject more than a few thousand. */
    private static final int BATCH = 250;

    private final EmbeddingStore<TextSegment> store;

    EmbeddingStoreAdapter(EmbeddingStore<TextSegment> store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "The embedding store " + store.getClass().getName();
    }

    @Override
    public void add(List<VectorStoreDocument> documents) {
        for (int from = 0; from < documents.size(); from += BATCH) {
            List<VectorStoreDocument> batch = documents.subList(from, Math.min(documents.size(), from + BATCH));
            List<String> ids = batch.stream().map(VectorStoreDocument::id).toList();
            List<Embedding> vectors = batch.stream()
                    .map(document -> Embedding.from(document.vector()))
                    .toList();
            List<TextSegment> segments = batch.stream()
                    .map(document -> TextSegment.from(document.id(), Metadata.from(document.metadata())))
                    .toList();
            guarded("store " + batch.size() + " documents with given ids", () -> {
                store.addAll(ids, vectors, segments);
                return true;
            });
        }
    }

    @Override
    public void remove(List<String> ids) {
        for (int from = 0; from < ids.size(); from += BATCH) {
            List<String> batch = ids.subList(from, Math.min(ids.size(), from + BATCH));
            guarded("remove " + batch.size() + " documents by id", () -> {
                store.removeAll(batch);
                return true;
            });
        }
    }

    @Override
    public boolean removeWhere(List<VectorStoreCondition> conditions) {
        return guarded("remove documents by a filter", () -> {
            try {
                store.removeAll(EmbeddingStoreFilters.all(conditions));
                return true;
            } catch (UnsupportedFeatureException | UnsupportedOperationException e) {
                return false;
            }
        });
    }

    @Override
    public List<VectorHit> search(VectorQuery query, int limit, List<VectorStoreCondition> conditions) {
        Embedding embedding = Embedding.from(query.vector());
        EmbeddingSearchRequest request = EmbeddingSearchRequest.builder()
                .queryEmbedding(embedding)
                .maxResults(limit)
                .filter(EmbeddingStoreFilters.all(conditions))
                .build();
        return guarded(
                "search with a filter",
                () -> store.search(request).matches().stream()
                        .filter(match -> match.embedded() != null)
                        .map(match -> new VectorHit(
                                match.embeddingId(), match.embedded().metadata().toMap(), cosine(embedding, match)))
                        .toList());
    }

    /** Computes the cosine from the vector if the store returns it: exact, whatever the store's own score means. */
    private static double cosine(Embedding embedding, EmbeddingMatch<TextSegment> match) {
        return match.embedding() == null
                ? CosineSimilarity.fromRelevanceScore(match.score())
                : CosineSimilarity.between(embedding, match.embedding());
    }

    private <T> T guarded(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            // Without the message of the failure, which may quote stored data.
            throw StoreFailure.of(
                    name() + " failed to " + what + " (" + e.getClass().getSimpleName()
                            + "). See the cause; is its service up?",
                    e);
        }
    }
}
