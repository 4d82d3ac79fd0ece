package dev.memoir.embed.minilm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTruncationTest {

    @Test
    void shortTextStaysAsItIs() {
        assertThat(TextTruncation.of("Hello 😀")).isEqualTo("Hello 😀");
    }

    @Test
    void longTextIsCutAtTheBound() {
        assertThat(TextTruncation.of("a".repeat(1_000_000))).hasSize(TextTruncation.MAX_CHARS);
    }

    @Test
    void cutNeverSplitsASurrogatePair() {
        String text = "a".repeat(TextTruncation.MAX_CHARS - 1) + "😀😀";
        assertThat(TextTruncation.of(text)).isEqualTo("a".repeat(TextTruncation.MAX_CHARS - 1));
        String even = "😀".repeat(TextTruncation.MAX_CHARS);
        assertThat(TextTruncation.of(even)).isEqualTo("😀".repeat(TextTruncation.MAX_CHARS / 2));
    }

    @Test
    void leadingWhiteSpaceDoesNotPushTheTextOut() {
        assertThat(TextTruncation.of(" \n".repeat(100_000) + "here")).isEqualTo("here");
    }

    @Test
    void loneSurrogatesAreReplaced() {
        assertThat(TextTruncation.of("a\ud83db\ude00")).isEqualTo("a\ufffdb\ufffd");
    }

    @Test
    void whiteSpaceAloneBecomesEmpty() {
        assertThat(TextTruncation.of(" \t\n")).isEmpty();
    }
}
