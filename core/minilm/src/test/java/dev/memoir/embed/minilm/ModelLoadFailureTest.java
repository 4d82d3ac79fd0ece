// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed.minilm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memoir.EmbedderException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ModelLoadFailureTest {

    @Test
    void a_missing_native_library_names_the_platform_and_its_requirements() {
        Throwable cause = new RuntimeException(new UnsatisfiedLinkError("libc.musl-x86_64.so.1"));
        assertThat(ModelLoadFailure.of(cause))
                .hasCause(cause)
                .hasMessageContaining(System.getProperty("os.name"))
                .hasMessageContaining("glibc")
                .hasMessageContaining("Alpine")
                .hasMessageContaining("memoir.native.directory");
    }

    @Test
    void a_shortage_of_memory_names_the_option() {
        assertThat(ModelLoadFailure.of(new OutOfMemoryError("Direct buffer memory")))
                .isInstanceOf(EmbedderException.class)
                .hasMessageContaining("MaxDirectMemorySize");
    }

    @Test
    void an_unreadable_model_names_the_jar() {
        assertThat(ModelLoadFailure.of(new IOException("zip"))).hasMessageContaining("memoir-minilm-weights is intact");
    }

    @Test
    void a_missing_resource_names_the_dependency() {
        assertThatThrownBy(new BundledResource("absent.onnx")::direct)
                .isInstanceOf(EmbedderException.class)
                .hasMessageContaining("absent.onnx")
                .hasMessageContaining("dev.memoir:memoir-minilm-weights");
    }
}
