// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memoir.LongTermMemory;
import dev.memoir.MemoryIndexIncompatibleException;
import dev.memoir.NativeLibraryException;
import dev.memoir.Scope;
import dev.memoir.Turn;
import dev.memoir.index.MemoryIndexFactory;
import dev.memoir.ledger.LedgerFactory;
import dev.memoir.spring.ScriptedEmbeddings;
import dev.memoir.spring.SpringEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The messages for an operator when an application does not start. */
@ExtendWith(OutputCaptureExtension.class)
class StartFailureTest {

    @TempDir
    private Path directory;

    @Test
    void a_directory_in_use_is_explained(CapturedOutput output) {
        try (LongTermMemory holding = LongTermMemory.open(directory)) {
            assertThat(holding.status().stats().turns()).isZero();
            fails(Application.class);
        }
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("Another memory holds the directory " + directory)
                .contains("memoir.directory=")
                .contains("@DirtiesContext");
    }

    @Test
    void an_embedding_model_that_does_not_answer_is_explained(CapturedOutput output) {
        fails(ApplicationWithModelDown.class);
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("does not answer")
                .contains("memoir.embedding-model.id=")
                .contains("memoir.embedder=minilm");
    }

    @Test
    void an_embedding_model_whose_vectors_changed_their_length_under_one_id_is_explained(CapturedOutput output) {
        try (LongTermMemory before = LongTermMemory.builder()
                .directory(directory)
                .embedder(SpringEmbedder.of(new ScriptedEmbeddings(), "my-model"))
                .open()) {
            before.add(Scope.user("zoe"), Turn.user("My sister moved to Lisbon."));
        }
        fails(
                ApplicationWithModelDown.class,
                "--memoir.embedding-model.id=my-model",
                "--memoir.embedding-model.dimension=1536");
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("returns vectors of 1536 dimensions")
                .contains("have 64")
                .contains("memoir.embedding-model.id=")
                .doesNotContain("make it answer");
    }

    @Test
    void an_index_that_does_not_take_the_embedders_vectors_is_explained(CapturedOutput output) {
        fails(ApplicationWithRefusingIndex.class);
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("the store was made for 384 dimensions")
                .contains("filled from the ledger again");
    }

    @Test
    void an_embedding_model_that_is_missing_is_explained(CapturedOutput output) {
        fails(Application.class, "--memoir.embedder=model");
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("memoir.embedder")
                .contains("The application has no EmbeddingModel");
    }

    @Test
    void an_invalid_time_zone_is_explained(CapturedOutput output) {
        fails(Application.class, "--memoir.zone=Asia/Tokio");
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("memoir.zone")
                .contains("Asia/Tokio");
    }

    @Test
    void a_limit_out_of_range_is_explained(CapturedOutput output) {
        fails(Application.class, "--memoir.recall.limit=5000");
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("memoir.recall.limit")
                .contains("The limit is 5000; it must be between 0 and 1000.");
    }

    @Test
    void a_negative_budget_is_explained(CapturedOutput output) {
        fails(Application.class, "--memoir.recall.token-budget=-1");
        assertThat(output).contains("APPLICATION FAILED TO START").contains("The token budget is -1");
    }

    @Test
    void an_empty_directory_is_explained(CapturedOutput output) {
        fails(Application.class, "--memoir.directory=");
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("memoir.directory")
                .contains("It is empty, perhaps because it refers to a variable that is not set");
    }

    @Test
    void a_directory_that_cannot_be_made_is_explained(CapturedOutput output) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "no folder");
        fails(Application.class, "--memoir.directory=" + file.resolve("memory"));
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("The memory's directory " + file.resolve("memory") + " cannot be created or written")
                .contains("let the user that runs the application write to it");
    }

    @Test
    void a_native_library_that_does_not_load_is_explained(CapturedOutput output) {
        fails(ApplicationWithoutNativeLibraries.class);
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("mounted noexec")
                .contains("-Dmemoir.native.directory=");
    }

    private void fails(Class<?> application, String... arguments) {
        assertThatThrownBy(() -> new SpringApplicationBuilder(application)
                        .web(WebApplicationType.NONE)
                        .properties("memoir.directory=" + directory)
                        .run(arguments))
                .isNotNull();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(MemoirAutoConfiguration.class)
    static class Application {}

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(MemoirAutoConfiguration.class)
    static class ApplicationWithoutNativeLibraries {

        /** Replaces the embedded embedder, which cannot be made to fail in a process that has loaded its libraries. */
        @Bean
        LedgerFactory refusing() {
            return ids -> {
                throw new NativeLibraryException("The file system of /tmp is mounted noexec.", null);
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(MemoirAutoConfiguration.class)
    static class ApplicationWithRefusingIndex {

        @Bean
        EmbeddingModel words() {
            return new ScriptedEmbeddings();
        }

        @Bean
        MemoryIndexFactory refusing() {
            return dimension -> {
                throw new MemoryIndexIncompatibleException("the store was made for 384 dimensions", null);
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(MemoirAutoConfiguration.class)
    static class ApplicationWithModelDown {

        @Bean
        EmbeddingModel down() {
            return new EmbeddingModel() {
                @Override
                public EmbeddingResponse call(EmbeddingRequest request) {
                    throw new IllegalStateException("503");
                }

                @Override
                public float[] embed(Document document) {
                    throw new IllegalStateException("503");
                }
            };
        }
    }
}
