// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class OneLineLogTest {

    @Test
    void a_warning_is_one_line_that_names_the_cause_without_its_words() {
        LogRecord warning = new LogRecord(Level.WARNING, "The index cannot be written.\nIt catches up later.");
        warning.setThrown(new IllegalStateException("x", new IOException("My sister Ana moved to Lisbon.")));
        assertThat(new OneLineLog().format(warning))
                .isEqualTo("memoir: The index cannot be written. It catches up later. (IOException)"
                        + System.lineSeparator());
    }
}
