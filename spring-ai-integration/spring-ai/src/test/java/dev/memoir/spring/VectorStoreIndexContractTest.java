// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import dev.memoir.embed.Embedder;
import dev.memoir.index.MemoryIndex;
import dev.memoir.testing.contract.MemoryIndexContract;
import dev.memoir.testing.server.StoreVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.ai.vectorstore.SimpleVectorStore;
import org.springframework.ai.vectorstore.VectorStore;

/** The contract of all indexes. */
@ExtendWith(VectorStoreIndexContractTest.LeftOut.class)
class VectorStoreIndexContractTest extends MemoryIndexContract {

    private final Map<Integer, Store> stores = new HashMap<>();

    private record Store(VectorStore store, MemoirEmbeddingModel model) {

        static Store of(int dimension) {
            MemoirEmbeddingModel model = new MemoirEmbeddingModel(new LastDimensions(dimension));
            return new Store(SimpleVectorStore.builder(model).build(), model);
        }
    }

    @Override
    protected String store() {
        return "SimpleVectorStore of " + StoreVersion.library(SimpleVectorStore.class);
    }

    @Override
    protected MemoryIndex open(int dimension) {
        Store opened = stores.computeIfAbsent(dimension, Store::of);
        return VectorStoreMemoryIndex.open(opened.store(), opened.model());
    }

    /** Spring AI's own store omits documents with negative similarity. */
    static final class LeftOut implements ExecutionCondition {

        private static final Set<String> NAMES = Set.of("an_opposite_vector_counts_as_none");

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return context.getTestMethod()
                    .filter(method -> NAMES.contains(method.getName()))
                    .map(method -> ConditionEvaluationResult.disabled("not this index"))
                    .orElse(ConditionEvaluationResult.enabled("every index"));
        }
    }

    /** For the texts that the contract has no vectors for: the two of the probe and the position's. */
    record LastDimensions(int dimension) implements Embedder {
        @Override
        public String id() {
            return "last of " + dimension;
        }

        @Override
        public List<float[]> embed(List<String> texts) {
            return texts.stream()
                    .map(text -> text.startsWith("A cat") ? vector(0.6f, 0.8f) : vector(0, 1))
                    .toList();
        }

        private float[] vector(float last, float veryLast) {
            float[] vector = new float[dimension];
            vector[dimension - 2] = last;
            vector[dimension - 1] = veryLast;
            return vector;
        }
    }
}
