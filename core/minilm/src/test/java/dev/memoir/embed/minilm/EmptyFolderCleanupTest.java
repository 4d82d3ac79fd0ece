// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed.minilm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmptyFolderCleanupTest {

    @TempDir
    private Path parent;

    @Test
    void only_old_empty_folders_of_the_prefix_are_swept() throws IOException {
        Path empty = old("onnxruntime-java1");
        Path used = Files.createDirectory(parent.resolve("onnxruntime-java2"));
        Files.writeString(used.resolve("library"), "in use");
        Files.setLastModifiedTime(used, FileTime.from(Instant.EPOCH));
        Path starting = Files.createDirectory(parent.resolve("onnxruntime-java3"));
        Path other = old("other");
        EmptyFolderCleanup.sweep(parent, "onnxruntime-java");
        assertThat(empty).doesNotExist();
        assertThat(used).exists();
        assertThat(starting).exists();
        assertThat(other).exists();
    }

    private Path old(String name) throws IOException {
        Path folder = Files.createDirectory(parent.resolve(name));
        return Files.setLastModifiedTime(folder, FileTime.from(Instant.EPOCH));
    }
}
