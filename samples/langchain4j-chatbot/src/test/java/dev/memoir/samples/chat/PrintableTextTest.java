// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTextTest {

    @Test
    void an_escape_sequence_does_not_reach_the_terminal() {
        assertThat(PrintableText.text("a\u001b[2Jb\u0007\u009b31m")).isEqualTo("a [2Jb 31m");
    }

    @Test
    void an_answer_keeps_its_lines() {
        assertThat(PrintableText.text("one\r\n\ttwo\n")).isEqualTo("one\n\ttwo");
    }

    @Test
    void a_line_is_one_line_and_says_what_it_leaves_out() {
        assertThat(PrintableText.line("one\n two")).isEqualTo("one two");
        assertThat(PrintableText.line("🙂".repeat(400))).isEqualTo("🙂".repeat(300) + "… (100 more characters)");
    }

    @Test
    void a_failure_without_words_is_told_by_its_cause_or_its_name() {
        assertThat(PrintableText.line(new IllegalStateException("", new IllegalArgumentException("no\nroute"))))
                .isEqualTo("no route");
        assertThat(PrintableText.line(new IllegalStateException((String) null))).isEqualTo("IllegalStateException");
    }
}
