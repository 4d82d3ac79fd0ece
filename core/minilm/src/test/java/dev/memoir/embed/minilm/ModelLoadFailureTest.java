package dev.memoir.embed.minilm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memoir.EmbedderException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ModelLoadFailureTest {

    @Test
    void missingNativeLibraryNamesThePlatformAndWhatItNeeds() {
        Throwable cause = new RuntimeException(new UnsatisfiedLinkError("libc.musl-x86_64.so.1"));
        assertThat(ModelLoadFailure.of(cause))
                .hasCause(cause)
                .hasMessageContaining(System.getProperty("os.name"))
                .hasMessageContaining("glibc")
                .hasMessageContaining("Alpine")
                .hasMessageContaining("memoir.native.directory");
    }

    @Test
    void shortageOfMemoryNamesTheOption() {
        assertThat(ModelLoadFailure.of(new OutOfMemoryError("Direct buffer memory")))
                .isInstanceOf(EmbedderException.class)
                .hasMessageContaining("MaxDirectMemorySize");
    }

    @Test
    void unreadableModelNamesTheJar() {
        assertThat(ModelLoadFailure.of(new IOException("zip"))).hasMessageContaining("memoir-minilm-weights is intact");
    }

    @Test
    void missingResourceNamesTheDependency() {
        assertThatThrownBy(new BundledResource("absent.onnx")::direct)
                .isInstanceOf(EmbedderException.class)
                .hasMessageContaining("absent.onnx")
                .hasMessageContaining("dev.memoir:memoir-minilm-weights");
    }
}
