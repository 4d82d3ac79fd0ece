package dev.memoir.spring;

import dev.memoir.embed.Embedder;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.MemoryIndexContract;
import dev.memoir.server.TestedStore;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.ai.vectorstore.SimpleVectorStore;
import org.springframework.ai.vectorstore.VectorStore;

/** What every index does. */
@ExtendWith(VectorStoreIndexContractTest.LeftOut.class)
class VectorStoreIndexContractTest extends MemoryIndexContract {

    private final MemoirEmbeddingModel model = new MemoirEmbeddingModel(new FourDimensions());
    private final VectorStore store = SimpleVectorStore.builder(model).build();

    @Override
    protected String store() {
        return "SimpleVectorStore of " + TestedStore.library(SimpleVectorStore.class);
    }

    @Override
    protected MemoryIndex open() {
        return VectorStoreMemoryIndex.open(store, model);
    }

    /** Spring AI's own store leaves out what lies opposite. */
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

    /** For the texts whose vectors the contract does not give: the probe's two and the position's. */
    static final class FourDimensions implements Embedder {
        @Override
        public String id() {
            return "four";
        }

        @Override
        public int dimension() {
            return 4;
        }

        @Override
        public List<float[]> embed(List<String> texts) {
            return texts.stream()
                    .map(text -> text.startsWith("A cat") ? new float[] {0, 0, 0.6f, 0.8f} : new float[] {0, 0, 0, 1})
                    .toList();
        }
    }
}
