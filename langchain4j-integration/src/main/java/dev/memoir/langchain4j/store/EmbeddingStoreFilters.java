// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j.store;

import dev.langchain4j.store.embedding.filter.Filter;
import dev.langchain4j.store.embedding.filter.comparison.IsEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsGreaterThanOrEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsIn;
import dev.langchain4j.store.embedding.filter.logical.And;
import dev.memoir.vectorstore.VectorStoreCondition;
import java.util.List;

/** Maps conditions to LangChain4j's filters. */
final class EmbeddingStoreFilters {

    private EmbeddingStoreFilters() {}

    /** Returns the conjunction of one or more conditions. */
    static Filter all(List<VectorStoreCondition> conditions) {
        return conditions.stream()
                .map(EmbeddingStoreFilters::one)
                .reduce(And::new)
                .orElseThrow();
    }

    private static Filter one(VectorStoreCondition condition) {
        if (condition instanceof VectorStoreCondition.AtLeast atLeast) {
            return new IsGreaterThanOrEqualTo(atLeast.key(), atLeast.least());
        }
        List<String> values = ((VectorStoreCondition.OneOf) condition).values();
        return values.size() == 1 ? new IsEqualTo(condition.key(), values.get(0)) : new IsIn(condition.key(), values);
    }
}
