// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.Turn;
import dev.memoir.embed.Embedder;
import dev.memoir.spring.ScriptedEmbeddings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class EmbedderSelectorTest {

    private static final String MINILM = "all-MiniLM-L6-v2";

    @TempDir
    private Path directory;

    @Test
    void without_an_embedding_model_the_memory_brings_its_own() {
        application()
                .run(context -> assertThat(embedderOf(context.getBean(LongTermMemory.class)))
                        .containsIgnoringCase(MINILM));
    }

    @Test
    void the_applications_embedding_model_embeds() {
        ScriptedEmbeddings model = new ScriptedEmbeddings();
        application().withBean(EmbeddingModel.class, () -> model).run(context -> {
            LongTermMemory memory = context.getBean(LongTermMemory.class);
            memory.add(Scope.user("zoe"), Turn.user("My sister moved to Lisbon."));
            assertThat(embedderOf(memory)).isEqualTo("spring-ai/words-64/64");
            assertThat(model.requests).contains(List.of("My sister moved to Lisbon."));
        });
    }

    @Test
    void the_embedding_model_is_not_used_if_minilm_is_configured() {
        ScriptedEmbeddings model = new ScriptedEmbeddings();
        application()
                .withBean(EmbeddingModel.class, () -> model)
                .withPropertyValues("memoir.embedder=minilm")
                .run(context -> {
                    assertThat(embedderOf(context.getBean(LongTermMemory.class)))
                            .containsIgnoringCase(MINILM);
                    assertThat(model.requests).isEmpty();
                });
    }

    @Test
    void of_several_embedding_models_the_primary_one_embeds() {
        several()
                .withBean(
                        "primary",
                        EmbeddingModel.class,
                        ScriptedEmbeddings::new,
                        definition -> definition.setPrimary(true))
                .run(context -> assertThat(embedderOf(context.getBean(LongTermMemory.class)))
                        .isEqualTo("spring-ai/words-64/64"));
    }

    @Test
    void of_several_without_a_primary_one_none_embeds_and_the_log_says_so(CapturedOutput output) {
        several().run(context -> {
            assertThat(embedderOf(context.getBean(LongTermMemory.class))).containsIgnoringCase(MINILM);
            assertThat(output).contains("2 embedding models and none of them is primary");
        });
    }

    @Test
    void an_embedder_of_the_applications_own_comes_first() {
        application()
                .withBean(EmbeddingModel.class, ScriptedEmbeddings::new)
                .withBean(Embedder.class, Ones::new)
                .run(context -> assertThat(embedderOf(context.getBean(LongTermMemory.class)))
                        .isEqualTo("ones"));
    }

    @Test
    void an_embedding_model_that_is_required_must_be_there() {
        application()
                .withPropertyValues("memoir.embedder=model")
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("memoir.embedder")
                        .hasMessageContaining("The application has no EmbeddingModel"));
    }

    @Test
    void an_embedding_model_that_is_required_must_be_one() {
        several()
                .withPropertyValues("memoir.embedder=model")
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("2 embedding models"));
    }

    @Test
    void with_its_id_and_dimension_the_application_starts_while_the_model_is_down() {
        application()
                .withBean(EmbeddingModel.class, Down::new)
                .withPropertyValues("memoir.embedding-model.id=mine", "memoir.embedding-model.dimension=64")
                .run(context -> {
                    LongTermMemory memory = context.getBean(LongTermMemory.class);
                    memory.add(Scope.user("zoe"), Turn.user("My sister moved to Lisbon."));
                    assertThat(embedderOf(memory)).isEqualTo("mine");
                    assertThat(memory.search(Scope.user("zoe"), "Lisbon?").hits())
                            .hasSize(1);
                });
    }

    @Test
    void without_them_the_application_does_not_start() {
        application()
                .withBean(EmbeddingModel.class, Down::new)
                .run(context ->
                        assertThat(context).hasFailed().getFailure().hasStackTraceContaining("does not answer"));
    }

    @Test
    void a_dimension_needs_an_id() {
        application()
                .withBean(EmbeddingModel.class, ScriptedEmbeddings::new)
                .withPropertyValues("memoir.embedding-model.dimension=64")
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("Set memoir.embedding-model.id too"));
    }

    private static String embedderOf(LongTermMemory memory) {
        return memory.status().embedderId();
    }

    private ApplicationContextRunner several() {
        return application()
                .withBean("one", EmbeddingModel.class, ScriptedEmbeddings::new)
                .withBean("two", EmbeddingModel.class, ScriptedEmbeddings::new);
    }

    private ApplicationContextRunner application() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(MemoirAutoConfiguration.class))
                .withPropertyValues("memoir.directory=" + directory);
    }

    private static final class Down implements EmbeddingModel {

        @Override
        public EmbeddingResponse call(EmbeddingRequest request) {
            throw new IllegalStateException("503");
        }

        @Override
        public float[] embed(Document document) {
            throw new IllegalStateException("503");
        }
    }

    private static final class Ones implements Embedder {

        @Override
        public String id() {
            return "ones";
        }

        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public List<float[]> embed(List<String> texts) {
            return texts.stream().map(text -> new float[] {1}).toList();
        }
    }
}
