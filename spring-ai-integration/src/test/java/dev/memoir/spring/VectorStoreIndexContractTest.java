package dev.memoir.spring;

import dev.memoir.embed.Embedder;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.MemoryIndexContract;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.ai.vectorstore.SimpleVectorStore;
import org.springframework.ai.vectorstore.VectorStore;

/** What every index does, as far as an index can that matches no words and sees no metadata. */
@ExtendWith(VectorStoreIndexContractTest.Wordless.class)
class VectorStoreIndexContractTest extends MemoryIndexContract {

    private final MemoirEmbeddingModel model = new MemoirEmbeddingModel(new FourDimensions());
    private final VectorStore store = SimpleVectorStore.builder(model).build();

    @Override
    protected MemoryIndex open() {
        return VectorStoreMemoryIndex.open(store, model);
    }

    /** Those that search by words alone or filter in the index; their vectors' side is in {@link VectorStoreMemoryIndexTest}. */
    static final class Wordless implements ExecutionCondition {

        private static final Set<String> BY_WORDS = Set.of(
                "what_is_applied_is_found_by_its_words_and_by_its_vector",
                "a_document_put_again_is_there_once_as_it_is_now",
                "a_turn_and_a_memory_of_one_id_are_two",
                "the_position_and_the_documents_outlive_a_restart",
                "an_exact_name_outside_the_vectors_pool_is_a_candidate_with_both_scores",
                "a_score_does_not_depend_on_what_else_matches_or_how_many_are_asked_for",
                "a_document_without_a_vector_is_found_by_its_words",
                "what_has_expired_takes_no_place_in_the_pool",
                "types_kinds_and_conversation_narrow_as_they_say",
                "texts_of_any_length_are_taken_as_questions_names_and_values",
                "an_opposite_vector_counts_as_none",
                "a_question_of_no_telling_words_finds_nothing_by_words",
                "searches_go_on_while_changes_are_applied");

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return context.getTestMethod()
                    .filter(method -> BY_WORDS.contains(method.getName()))
                    .map(method -> ConditionEvaluationResult.disabled("searches by words"))
                    .orElse(ConditionEvaluationResult.enabled("by vector"));
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
