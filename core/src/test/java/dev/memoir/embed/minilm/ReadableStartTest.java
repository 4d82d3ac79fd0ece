package dev.memoir.embed.minilm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadableStartTest {

    @Test
    void shortTextStaysAsItIs() {
        assertThat(ReadableStart.of("Hello 😀")).isEqualTo("Hello 😀");
    }

    @Test
    void longTextIsCutAtTheBound() {
        assertThat(ReadableStart.of("a".repeat(1_000_000))).hasSize(ReadableStart.MAX_CHARS);
    }

    @Test
    void cutNeverSplitsASurrogatePair() {
        String text = "a".repeat(ReadableStart.MAX_CHARS - 1) + "😀😀";
        assertThat(ReadableStart.of(text)).isEqualTo("a".repeat(ReadableStart.MAX_CHARS - 1));
        String even = "😀".repeat(ReadableStart.MAX_CHARS);
        assertThat(ReadableStart.of(even)).isEqualTo("😀".repeat(ReadableStart.MAX_CHARS / 2));
    }

    @Test
    void leadingWhiteSpaceDoesNotPushTheTextOut() {
        assertThat(ReadableStart.of(" \n".repeat(100_000) + "here")).isEqualTo("here");
    }

    @Test
    void loneSurrogatesAreReplaced() {
        assertThat(ReadableStart.of("a\ud83db\ude00")).isEqualTo("a\ufffdb\ufffd");
    }

    @Test
    void whiteSpaceAloneBecomesEmpty() {
        assertThat(ReadableStart.of(" \t\n")).isEmpty();
    }
}
