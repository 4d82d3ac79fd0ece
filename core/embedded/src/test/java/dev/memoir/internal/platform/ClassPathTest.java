// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The class path of an application that depends on Memoir, according to core's pom.xml. */
class ClassPathTest {

    @Test
    void memoir_brings_no_cache_library() throws IOException {
        // Spring Boot makes Caffeine the application's cache manager as soon as it is on the class path.
        for (String module : List.of("memory", "jdbc", "lucene", "minilm", "chroma", "embedded")) {
            assertThat(Files.readString(Path.of("..", module, "pom.xml"))).doesNotContain("caffeine");
        }
    }

    @Test
    void the_models_files_come_without_classes_that_cannot_be_loaded() throws IOException {
        // Quarkus reads every class of a JAR, and LangChain4j every provider of a service.
        assertThat(Files.readString(Path.of("..", "minilm", "pom.xml"))).contains("memoir-minilm-weights");
        assertThat(Files.readString(Path.of("..", "minilm-weights", "pom.xml")))
                .contains("<includes>all-minilm-l6-v2.onnx,all-minilm-l6-v2-tokenizer.json</includes>");
    }
}
