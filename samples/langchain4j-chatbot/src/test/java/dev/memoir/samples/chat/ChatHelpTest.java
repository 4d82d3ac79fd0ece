// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ChatHelpTest {

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void help_is_shown_without_opening_a_memory(String option) {
        StringWriter out = new StringWriter();
        int exit = new CommandLine(new Chat())
                .setOut(new PrintWriter(out, true))
                .execute("--dir", "/dev/null/nowhere", option);
        assertThat(exit).isZero();
        assertThat(out.toString()).startsWith("Usage: memoir chat");
    }
}
