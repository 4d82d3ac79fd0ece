// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.passage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassageSplitterTest {

    private static final List<String> PIECES = List.of(
            "word",
            "Two words. ",
            " ",
            "\n",
            "\n\n",
            "\r\n",
            "```\n",
            "~~~\n",
            "# Title\n",
            "- item\n",
            "  1. inner\n",
            "| a | b |\n",
            "漢字。",
            "ไทย",
            "Ünï",
            "e\u0301",
            "👩\u200D👧",
            "\uD83D",
            "x".repeat(90),
            "{};",
            "Liste:\n",
            "\t",
            "\u00A0",
            "؟ ",
            "Wait...) ");

    @Property(tries = 500)
    void passages_cover_the_text_in_order_without_overlap_and_are_not_too_long(
            @ForAll("texts") String text, @ForAll @IntRange(min = 8, max = 60) int longest) {
        List<Passage> passages = new PassageSplitter(longest).split(text);

        int end = 0;
        for (Passage passage : passages) {
            assertThat(passage.start()).isEqualTo(end);
            assertThat(passage.end()).isGreaterThan(end);
            end = passage.end();
            int words = TextLength.of(text, passage.start(), end).inWords();
            assertThat(words).isLessThanOrEqualTo(longest + (end == text.length() ? longest / 3 : 0));
        }
        assertThat(end).isEqualTo(text.length());
    }

    @Property(tries = 300)
    void no_character_is_torn(@ForAll("texts") String text) {
        for (Passage passage : new PassageSplitter(8).split(text)) {
            boolean torn = passage.start() > 0
                    && Character.isLowSurrogate(text.charAt(passage.start()))
                    && Character.isHighSurrogate(text.charAt(passage.start() - 1));
            assertThat(torn).isFalse();
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(PIECES).list().ofMaxSize(300).map(pieces -> String.join("", pieces));
    }

    @Test
    void a_text_of_up_to_200_words_stays_whole() {
        assertThat(PassageSplitter.STANDARD.split(words(200)))
                .containsExactly(new Passage(0, words(200).length()));
        assertThat(PassageSplitter.STANDARD.isLong(words(200))).isFalse();
        assertThat(PassageSplitter.STANDARD.split(words(201))).hasSize(2);
        assertThat(PassageSplitter.STANDARD.isLong(words(201))).isTrue();
        assertThat(PassageSplitter.STANDARD.split("")).isEmpty();
    }

    @Test
    void paragraphs_are_not_split_where_they_fit() {
        String text = words(100) + ".\n\n" + words(90) + ".\n\n" + words(40) + ".";

        assertThat(split(text)).containsExactly(words(100) + ".", words(90) + ".\n\n" + words(40) + ".");
    }

    @Test
    void a_long_paragraph_is_split_at_sentences() {
        String sentence = "Sentence " + words(30) + ".";
        String text = String.join(" ", sentence, sentence, sentence, sentence, sentence, sentence, sentence);

        assertThat(split(text))
                .allSatisfy(
                        passage -> assertThat(passage).startsWith("Sentence").endsWith("."));
    }

    @Test
    void a_code_block_stays_whole_where_it_fits_and_is_split_at_lines_where_not() {
        String code = "```java\n" + "int value = next();\n\n".repeat(30) + "```\n";
        String text = "Intro " + words(120) + ".\n\n" + code + "\n" + words(120) + ".";

        assertThat(split(text)).contains(code.strip());

        String longCode = "```java\n" + "int value = next();\n".repeat(200) + "```\n";
        assertThat(split(longCode))
                .hasSizeGreaterThan(2)
                .allSatisfy(passage -> assertThat(passage.lines().skip(1))
                        .allSatisfy(line -> assertThat(line).isIn("int value = next();", "```")));
    }

    @Test
    void a_list_stays_with_the_line_that_introduces_it() {
        String list = "The steps are:\n\n" + "1. Do this and that.\n   - And more.\n\n".repeat(12);
        String text = words(130) + ".\n\n" + list + "\n" + words(100) + ".";

        assertThat(split(text)).hasSize(3).element(1).isEqualTo(list.strip());
    }

    @Test
    void a_heading_does_not_end_a_passage() {
        String text = words(140) + ".\n\n## Deployment\n\n" + words(100) + ".";

        assertThat(split(text)).containsExactly(words(140) + ".", "## Deployment\n\n" + words(100) + ".");
    }

    @Test
    void a_table_stays_whole_where_it_fits() {
        String table = "| name | value |\n|---|---|\n" + "| a | one |\n".repeat(30);
        String text = words(120) + "\n\n" + table + "\n" + words(120);

        assertThat(split(text)).contains(table.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "x ",
                "漢",
                "。",
                "!",
                " ",
                "\n",
                "é",
                "\uD83D\uDE00",
                "\uD83D",
                "e\u0301",
                "[",
                "- x\n",
                "```\n",
                "a.b "
            })
    void a_megabyte_of_anything_is_split_in_time(String piece) {
        String text = piece.repeat((1 << 20) / piece.length());

        List<Passage> passages = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> PassageSplitter.STANDARD.split(text));

        assertThat(passages.get(passages.size() - 1).end()).isEqualTo(text.length());
        if (!piece.isBlank()) {
            assertThat(passages).hasSizeBetween(400, 8_000);
        }
    }

    @Test
    void every_script_is_split_at_its_sentences() {
        for (String sentence : List.of(
                "我昨天在图书馆遇到了她。", "नमस्ते मेरे मित्र आप कैसे हैं। ", "هل تعرف أين المكتبة؟ ", "Wo ist die Bücherei? ")) {
            String text = sentence.repeat(60);

            assertThat(split(text))
                    .hasSizeGreaterThan(1)
                    .allSatisfy(passage -> assertThat(passage).endsWith(sentence.strip()));
        }
    }

    @Test
    void the_same_text_gives_the_same_passages() {
        Random random = new Random(7);
        String text = random.ints(3_000, 0, PIECES.size()).mapToObj(PIECES::get).collect(Collectors.joining());

        assertThat(new PassageSplitter(150).split(text)).isEqualTo(PassageSplitter.STANDARD.split(text));
    }

    @Test
    void a_passage_is_not_empty_and_a_splitter_not_for_single_words() {
        assertThatThrownBy(() -> new Passage(3, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PassageSplitter(7)).hasMessageContaining("allow at least 8");
    }

    private static List<String> split(String text) {
        return PassageSplitter.STANDARD.split(text).stream()
                .map(passage -> passage.of(text))
                .toList();
    }

    private static String words(int count) {
        return IntStream.range(0, count).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
    }
}
