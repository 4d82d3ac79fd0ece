// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed.minilm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTruncationTest {

    @Test
    void a_short_text_is_unchanged() {
        assertThat(TextTruncation.of("Hello 😀")).isEqualTo("Hello 😀");
    }

    @Test
    void a_long_text_is_truncated_at_the_limit() {
        assertThat(TextTruncation.of("a".repeat(1_000_000))).hasSize(TextTruncation.MAX_CHARS);
    }

    @Test
    void truncation_never_splits_a_surrogate_pair() {
        String text = "a".repeat(TextTruncation.MAX_CHARS - 1) + "😀😀";
        assertThat(TextTruncation.of(text)).isEqualTo("a".repeat(TextTruncation.MAX_CHARS - 1));
        String even = "😀".repeat(TextTruncation.MAX_CHARS);
        assertThat(TextTruncation.of(even)).isEqualTo("😀".repeat(TextTruncation.MAX_CHARS / 2));
    }

    @Test
    void leading_white_space_does_not_displace_the_text() {
        assertThat(TextTruncation.of(" \n".repeat(100_000) + "here")).isEqualTo("here");
    }

    @Test
    void lone_surrogates_are_replaced() {
        assertThat(TextTruncation.of("a\ud83db\ude00")).isEqualTo("a\ufffdb\ufffd");
    }

    @Test
    void white_space_alone_becomes_empty() {
        assertThat(TextTruncation.of(" \t\n")).isEmpty();
    }
}
