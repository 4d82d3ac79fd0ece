// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the documentation of testing shows is what the build runs. */
class DocumentedTest {

    private static final Path DOCUMENT = Path.of("..", "..", "docs", "testing.md");

    @Test
    void the_example_is_a_test_of_this_build_and_the_recording_is_its_own() throws IOException {
        String document = Files.readString(DOCUMENT);
        String example = Files.readString(Path.of("src/test/java/com/example/SisterTest.java"));
        String recording =
                Files.readString(Path.of("src/test/recordings/SisterTest/it_is_learned_where_she_lives-2.md"));
        assertThat(document.contains(
                        example.substring(example.indexOf("import ")).strip()))
                .isTrue();
        assertThat(document.contains(recording.strip())).isTrue();
    }
}
