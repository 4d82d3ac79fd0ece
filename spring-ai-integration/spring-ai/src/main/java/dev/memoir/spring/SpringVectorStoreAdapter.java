// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import dev.memoir.MemoirException;
import dev.memoir.MemoryIndexException;
import dev.memoir.embed.Embedder;
import dev.memoir.vectorstore.StoreFailure;
import dev.memoir.vectorstore.VectorHit;
import dev.memoir.vectorstore.VectorQuery;
import dev.memoir.vectorstore.VectorStoreAdapter;
import dev.memoir.vectorstore.VectorStoreCondition;
import dev.memoir.vectorstore.VectorStoreDocument;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.ai.document.Document;
import org.springframework.ai.document.DocumentMetadata;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.VectorStore;
import org.springframework.ai.vectorstore.filter.Filter;
import org.springframework.ai.vectorstore.filter.FilterExpressionBuilder;
import org.springframework.ai.vectorstore.filter.FilterExpressionBuilder.Op;

/** Adapts a Spring AI vector store to the vector store index; every failure is a {@link MemoryIndexException}. */
final class SpringVectorStoreAdapter implements VectorStoreAdapter {

    /** Documents per request: some stores refuse more than a few thousand, and each has its embedding. */
    private static final int BATCH = 250;

    /** The maximum number of results: some stores return no more than this at once. */
    private static final int MAX_RESULTS = 1_000;

    private final VectorStore store;
    private final Embedder embedder;

    SpringVectorStoreAdapter(VectorStore store, Embedder embedder) {
        this.store = store;
        this.embedder = embedder;
    }

    @Override
    public String name() {
        return "The vector store " + store.getName();
    }

    @Override
    public void add(List<VectorStoreDocument> documents) {
        for (int from = 0; from < documents.size(); from += BATCH) {
            List<VectorStoreDocument> batch = documents.subList(from, Math.min(documents.size(), from + BATCH));
            List<Document> stored =
                    batch.stream().map(SpringVectorStoreAdapter::document).toList();
            List<Map.Entry<String, float[]>> vectors = batch.stream()
                    .filter(document -> document.vector() != null)
                    .map(document -> Map.entry(SpringEmbedder.LIMITS.truncate(document.text()), document.vector()))
                    .toList();
            guarded("store " + batch.size() + " documents", vectors, () -> {
                store.add(stored);
                return true;
            });
        }
    }

    @Override
    public void remove(List<String> ids) {
        if (!ids.isEmpty()) {
            guarded("remove " + ids.size() + " documents", List.of(), () -> {
                store.delete(ids);
                return true;
            });
        }
    }

    @Override
    public boolean removeWhere(List<VectorStoreCondition> conditions) {
        return guarded("remove documents", List.of(), () -> {
            try {
                store.delete(expression(conditions));
                return true;
            } catch (UnsupportedOperationException e) {
                return false;
            }
        });
    }

    @Override
    public List<VectorHit> search(VectorQuery question, int limit, List<VectorStoreCondition> conditions) {
        String query = SpringEmbedder.LIMITS.truncate(question.text());
        SearchRequest request = SearchRequest.builder()
                .query(query)
                .topK(limit)
                .similarityThresholdAll()
                .filterExpression(expression(conditions))
                .build();
        return guarded(
                "be searched",
                List.of(Map.entry(query, question.vector())),
                () -> store.similaritySearch(request).stream()
                        .map(SpringVectorStoreAdapter::hit)
                        .toList());
    }

    @Override
    public int maxResults() {
        return MAX_RESULTS;
    }

    private static VectorHit hit(Document found) {
        return new VectorHit(found.getId(), found.getMetadata(), score(found));
    }

    /** Returns the store's score of a document, 1 for the best possible. */
    private static double score(Document found) {
        Double score = found.getScore();
        if (score != null) {
            return score;
        }
        return found.getMetadata().get(DocumentMetadata.DISTANCE.value()) instanceof Number distance
                ? 1 - distance.doubleValue()
                : Double.NaN;
    }

    /** Creates a document of which only the text is embedded: some models put a document's metadata before it. */
    private static Document document(VectorStoreDocument document) {
        Document stored = Document.builder()
                .id(document.id())
                .text(SpringEmbedder.LIMITS.truncate(document.text()))
                .metadata(document.metadata())
                .build();
        stored.setContentFormatter((content, mode) -> Objects.requireNonNullElse(content.getText(), ""));
        return stored;
    }

    static Filter.Expression expression(List<VectorStoreCondition> conditions) {
        FilterExpressionBuilder filters = new FilterExpressionBuilder();
        return conditions.stream()
                .map(condition -> op(filters, condition))
                .reduce(filters::and)
                .orElseThrow()
                .build();
    }

    private static Op op(FilterExpressionBuilder filters, VectorStoreCondition condition) {
        if (condition instanceof VectorStoreCondition.AtLeast atLeast) {
            return filters.gte(atLeast.key(), atLeast.least());
        }
        List<String> values = ((VectorStoreCondition.OneOf) condition).values();
        return values.size() == 1
                ? filters.eq(condition.key(), values.get(0))
                : filters.in(condition.key(), List.<Object>copyOf(values));
    }

    private <T> T guarded(String what, List<Map.Entry<String, float[]>> vectors, Supplier<T> call) {
        try {
            return embedder instanceof MemoirEmbeddingModel model ? model.withVectors(vectors, call) : call.get();
        } catch (MemoirException e) {
            throw new MemoryIndexException(name() + " could not " + what + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw StoreFailure.of(name() + " could not " + what + ". See the cause; is its service up?", e);
        }
    }
}
