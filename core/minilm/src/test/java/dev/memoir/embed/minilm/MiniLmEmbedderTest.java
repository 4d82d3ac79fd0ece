// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed.minilm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.memoir.EmbedderException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MiniLmEmbedderTest {

    private static MiniLmEmbedder embedder;

    @BeforeAll
    static void load() {
        embedder = MiniLmEmbedder.load();
    }

    @AfterAll
    static void free() {
        embedder.close();
    }

    @Test
    void vectors_have_384_dimensions_and_length_1() {
        assertThat(embedder.dimension()).isEqualTo(384);
        assertUnit(embedder.embedQuery("When did Caroline go to the support group?"));
    }

    @Test
    void a_paraphrase_is_nearer_than_unrelated_text() {
        List<float[]> v = embedder.embed(
                List.of("My dog loves the beach.", "Our puppy enjoys the seaside.", "Interest rates rose in March."));
        assertThat(cosine(v.get(0), v.get(1))).isGreaterThan(0.6);
        assertThat(cosine(v.get(0), v.get(2))).isLessThan(0.2);
    }

    @Test
    void batched_vectors_equal_those_of_texts_embedded_alone() {
        List<String> texts = mixedTexts(120);
        List<float[]> batched = embedder.embed(texts);
        assertThat(batched).hasSameSizeAs(texts);
        for (int i = 0; i < texts.size(); i++) {
            assertThat(cosine(batched.get(i), embedder.embedQuery(texts.get(i))))
                    .as("text %d", i)
                    .isGreaterThan(0.99999);
        }
    }

    @Test
    void results_keep_the_order_of_the_texts() {
        List<String> texts = mixedTexts(60);
        List<float[]> forwards = embedder.embed(texts);
        List<String> reversed = new ArrayList<>(texts);
        Collections.reverse(reversed);
        List<float[]> backwards = embedder.embed(reversed);
        for (int i = 0; i < texts.size(); i++) {
            assertThat(cosine(forwards.get(i), backwards.get(texts.size() - 1 - i)))
                    .isGreaterThan(0.99999);
        }
    }

    @Test
    void no_texts_give_no_vectors() {
        assertThat(embedder.embed(List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\n\t \u3000",
                "😀",
                "👩‍👩‍👧‍👦🏳️‍🌈",
                "\u0000",
                "\u0001\u0002\u007f",
                "\u200b\u200c\u200d\ufeff",
                "\ud83d",
                "\ude00",
                "a\ud83d b",
                "\ufffd",
                "\u202e\u0301",
                "[CLS] [SEP] [PAD] [MASK] [UNK]",
                "日本語のテキスト",
                "C++ & Rust",
                "مرحبا بالعالم"
            })
    void odd_texts_have_unit_vectors(String text) {
        assertUnit(embedder.embed(List.of(text, "beside it")).get(0));
    }

    @Test
    void a_text_of_one_megabyte_is_read_from_its_start() {
        String start = "The harbour master keeps a parrot. ".repeat(1_000);
        String megabyte = start + "x ".repeat(500_000);
        assertThat(cosine(embedder.embedQuery(megabyte), embedder.embedQuery(start)))
                .isGreaterThan(0.99999);
    }

    @Test
    void a_long_text_counts_beyond_its_first_window() {
        String filler = "The weather was mild and the road was long. ".repeat(40);
        String tail = "My sister plays the cello in Vienna. ".repeat(20);
        float[] query = embedder.embedQuery("Who plays the cello?");
        assertThat(cosine(query, embedder.embedQuery(filler + tail)))
                .isGreaterThan(cosine(query, embedder.embedQuery(filler)) + 0.1);
    }

    @Test
    void a_closed_embedder_reports_it() {
        MiniLmEmbedder closed = MiniLmEmbedder.load();
        closed.close();
        assertThatCode(closed::close).doesNotThrowAnyException();
        assertThatThrownBy(() -> closed.embedQuery("secret"))
                .isInstanceOf(EmbedderException.class)
                .hasMessageContaining("closed")
                .hasMessageContaining("MiniLmEmbedder.load()");
        assertUnit(embedder.embedQuery("the other one still works"));
    }

    static void assertUnit(float[] vector) {
        assertThat(vector).hasSize(384);
        assertThat(cosine(vector, vector)).isCloseTo(1.0, within(1e-5));
    }

    static double cosine(float[] a, float[] b) {
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
        }
        return dot;
    }

    /** Lengths from one word to several windows, all different. */
    static List<String> mixedTexts(int count) {
        Random random = new Random(7);
        String[] words = {"harbour", "Caroline", "painted", "a", "sunrise", "in", "May", "cello", "camping", "2023"};
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder("text " + i);
            int length = i % 20 == 0 ? 400 + i : random.nextInt(60);
            for (int w = 0; w < length; w++) {
                text.append(' ').append(words[random.nextInt(words.length)]);
            }
            texts.add(text.toString());
        }
        return texts;
    }
}
