// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import dev.memoir.vectorstore.MetadataKeys;
import dev.memoir.vectorstore.VectorStoreMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.SimpleVectorStore;
import org.springframework.ai.vectorstore.filter.Filter;
import org.springframework.ai.vectorstore.filter.Filter.Expression;
import org.springframework.ai.vectorstore.filter.Filter.ExpressionType;

/** A store that lacks something, or does it differently, as real ones do. */
final class AlteredStore extends SimpleVectorStore {

    private boolean filters = true;
    private boolean numbers = true;
    private boolean deletes = true;
    private boolean filterDeletes = true;
    private boolean deleteFails;
    private boolean upserts = true;
    private boolean declared;
    private UnaryOperator<List<Document>> results = UnaryOperator.identity();
    volatile boolean down;

    AlteredStore(EmbeddingModel model) {
        super(SimpleVectorStore.builder(model));
    }

    AlteredStore withoutFilters() {
        filters = false;
        return this;
    }

    AlteredStore withoutNumbers() {
        numbers = false;
        return this;
    }

    AlteredStore withoutDelete() {
        deletes = false;
        return this;
    }

    AlteredStore failingDelete() {
        deleteFails = true;
        return this;
    }

    AlteredStore withoutFilterDelete() {
        filterDeletes = false;
        return this;
    }

    AlteredStore withoutUpsert() {
        upserts = false;
        return this;
    }

    /** Refuses undeclared metadata. */
    AlteredStore withDeclaredKeys() {
        declared = true;
        return this;
    }

    AlteredStore results(UnaryOperator<List<Document>> changed) {
        results = changed;
        return this;
    }

    List<String> held() {
        return List.copyOf(store.keySet());
    }

    static List<Document> halved(List<Document> found) {
        return found.stream()
                .map(document ->
                        document.mutate().score((1 + document.getScore()) / 2).build())
                .toList();
    }

    static List<Document> squared(List<Document> found) {
        return found.stream()
                .map(document -> document.mutate()
                        .score(document.getScore() * document.getScore() * document.getScore() / 2)
                        .build())
                .toList();
    }

    @Override
    public void doAdd(List<Document> documents) {
        up();
        if (!upserts && documents.stream().anyMatch(document -> store.containsKey(document.getId()))) {
            throw new IllegalStateException("duplicate key");
        }
        if (declared
                && documents.stream()
                        .anyMatch(document -> document.getMetadata().keySet().stream()
                                .anyMatch(key -> key.startsWith(VectorStoreMetadata.ENTRY)))) {
            throw new IllegalStateException("unknown column");
        }
        super.doAdd(documents);
    }

    @Override
    public void doDelete(List<String> ids) {
        up();
        if (deleteFails) {
            throw new UnsupportedOperationException("delete");
        }
        if (deletes) {
            super.doDelete(ids);
        }
    }

    @Override
    public void doDelete(Expression filter) {
        up();
        if (!filterDeletes) {
            throw new UnsupportedOperationException("delete by filter");
        }
        super.doDelete(filter);
    }

    @Override
    public List<Document> doSimilaritySearch(SearchRequest request) {
        up();
        if (!filters) {
            return results.apply(super.doSimilaritySearch(SearchRequest.builder()
                    .query(request.getQuery())
                    .topK(request.getTopK())
                    .build()));
        }
        if (!numbers) {
            return results.apply(super.doSimilaritySearch(SearchRequest.from(request)
                    .filterExpression(textual(request.getFilterExpression()))
                    .build()));
        }
        return results.apply(super.doSimilaritySearch(request));
    }

    private void up() {
        if (down) {
            throw new IllegalStateException("connection refused");
        }
    }

    /** The filter without its condition on a number. */
    private static Expression textual(Expression filter) {
        List<Expression> kept = new ArrayList<>();
        collect(filter, kept);
        return kept.stream()
                .reduce((one, other) -> new Expression(ExpressionType.AND, one, other))
                .orElseThrow();
    }

    private static void collect(Filter.Operand operand, List<Expression> kept) {
        if (operand instanceof Expression expression && expression.type() == ExpressionType.AND) {
            collect(expression.left(), kept);
            collect(expression.right(), kept);
        } else if (operand instanceof Expression expression
                && !(expression.left() instanceof Filter.Key key && key.key().equals(MetadataKeys.EXPIRES))) {
            kept.add(expression);
        }
    }
}
