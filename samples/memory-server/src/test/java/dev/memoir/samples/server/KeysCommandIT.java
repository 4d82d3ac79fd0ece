// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code memoir keys} in a process of its own, whose output scripts read. */
class KeysCommandIT {

    @TempDir
    private Path directory;

    @Test
    void standard_output_is_the_key_alone() throws Exception {
        String jar = System.getProperty("memoir.jar");
        String classPath = System.getProperty("java.class.path");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        jar == null ? classPath : jar + System.getProperty("path.separator") + classPath,
                        "dev.memoir.samples.server.ServerCommands",
                        "keys",
                        "create",
                        "--label",
                        "script",
                        "--dir",
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();

        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(printed.strip()).matches("mk_\\S+");
    }
}
