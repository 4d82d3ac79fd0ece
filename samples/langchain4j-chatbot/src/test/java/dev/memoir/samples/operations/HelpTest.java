// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

    static Stream<String> operations() {
        return Operations.commandLine().getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void every_operation_shows_its_help_although_its_file_is_missing(String name) {
        assertThat(shown(name, "--help")).startsWith("Usage: memoir " + name);
        assertThat(shown(name, "-h")).startsWith("Usage: memoir " + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void the_program_shows_its_operations(String option) {
        assertThat(shown(option)).startsWith("Usage: memoir ").contains("export", "import", "reindex", "eval");
    }

    private static String shown(String... arguments) {
        StringWriter out = new StringWriter();
        int exit = Operations.commandLine().setOut(new PrintWriter(out, true)).execute(arguments);
        assertThat(exit).isZero();
        return out.toString();
    }
}
