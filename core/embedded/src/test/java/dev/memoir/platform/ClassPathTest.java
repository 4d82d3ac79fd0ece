package dev.memoir.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What an application gets on its class path together with Memoir, as core's pom.xml says. */
class ClassPathTest {

    @Test
    void no_cache_library_comes_with_memoir() throws IOException {
        // Spring Boot makes Caffeine the application's cache manager as soon as it is there.
        assertThat(Files.readString(Path.of("pom.xml"))).doesNotContain("caffeine");
    }

    @Test
    void the_models_files_come_without_classes_that_do_not_load() throws IOException {
        // Quarkus reads every class of a jar, and LangChain4j every provider of a service.
        assertThat(Files.readString(Path.of("pom.xml"))).contains("memoir-minilm-weights");
        assertThat(Files.readString(Path.of("minilm-weights", "pom.xml")))
                .contains("<includes>all-minilm-l6-v2.onnx,all-minilm-l6-v2-tokenizer.json</includes>");
    }
}
